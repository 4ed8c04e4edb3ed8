export const SCHEMES = ["light", "dark", "auto"] as const;
export type Scheme = (typeof SCHEMES)[number];

export function isScheme(value: unknown): value is Scheme {
  return SCHEMES.some((scheme) => scheme === value);
}
