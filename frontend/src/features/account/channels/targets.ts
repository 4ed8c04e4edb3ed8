/** What can be said of where a channel leads before the platform is asked. */

export function isAddress(text: string): boolean {
  return /^\S+@\S+\.\S+$/.test(text.trim());
}

export function isUrl(text: string): boolean {
  const url = URL.parse(text.trim());
  return url !== null && (url.protocol === "https:" || url.protocol === "http:");
}

/** A chat's number, below zero for groups, or the `@name` of a public channel. */
export function isChat(text: string): boolean {
  return /^(-?\d+|@\w+)$/.test(text.trim());
}
