/** The platform's rules for passwords, told before they are broken; it checks them again itself. */
export const PASSWORD_RULES = ["length", "variety", "address"] as const;
export type PasswordRule = (typeof PASSWORD_RULES)[number];

export const SHORTEST_PASSWORD = 10;
const FEWEST_DIFFERENT = 4;

export function brokenRules(password: string, email: string): PasswordRule[] {
  const address = email.trim().toLowerCase();
  const kept = {
    length: [...password].length >= SHORTEST_PASSWORD,
    variety: new Set(password).size >= FEWEST_DIFFERENT,
    address: password !== "" && ![address, address.split("@")[0]].includes(password.toLowerCase()),
  };
  return PASSWORD_RULES.filter((rule) => !kept[rule]);
}
