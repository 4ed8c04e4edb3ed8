/** An address's search with some of it changed; what was emptied is left out of the address. */
export function narrowed<T extends object>(
  before: T,
  to: { [K in keyof T]?: T[K] | null | undefined },
): T {
  return Object.fromEntries(
    Object.entries({ ...before, ...to }).filter(
      ([, value]) => value !== undefined && value !== null && value !== "",
    ),
  ) as T;
}
