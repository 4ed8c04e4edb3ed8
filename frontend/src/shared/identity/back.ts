/**
 * The path to come back to after signing in; undefined for anything but a path of this origin,
 * so that a link to the sign-in cannot send people elsewhere.
 */
export function ownPath(text: unknown): string | undefined {
  if (typeof text !== "string" || !text.startsWith("/")) {
    return undefined;
  }
  let address: URL;
  try {
    address = new URL(text, location.origin);
  } catch {
    return undefined;
  }
  const path = `${address.pathname}${address.search}${address.hash}`;
  const home = address.origin === location.origin && !path.startsWith("//");
  return home && !isSignIn(address.pathname) ? path : undefined;
}

/** The sign-in's own pages lead back to nothing. */
function isSignIn(pathname: string): boolean {
  return ["/sign-in", "/sign-up", "/auth/finish"].includes(pathname);
}
