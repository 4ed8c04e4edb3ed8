/** What can be said of where a channel leads before the platform is asked. */

export function isAddress(text: string): boolean {
  return /^\S+@\S+\.\S+$/.test(text.trim());
}

export function isUrl(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text.trim()) && URL.canParse(text.trim());
}

/** A chat's number, below zero for groups, or the `@name` of a public channel. */
export function isChat(text: string): boolean {
  return /^(-?\d+|@\w+)$/.test(text.trim());
}
