/** The value of a cookie in a `Cookie` header; null when there is none of that name. */
export function cookieOf(header: string | null | undefined, name: string): string | null {
  const found = (header ?? "").split(/;\s*/).find((pair) => pair.startsWith(`${name}=`));
  return found ? found.slice(name.length + 1) : null;
}

/**
 * The name of a cookie that says what this browser may do, at an origin or address: on https with the prefix that no
 * neighbouring domain and no plain http can set.
 */
export const hostCookie = (name: string, address: string): string =>
  address.startsWith("https:") ? `__Host-${name}` : name;

/** The session's cookie: who shows it may be signed in. */
export const SESSION_COOKIE = "canyu";

/** What keeps a cookie of this origin off plain http. */
export const secure = (origin: string): string => (origin.startsWith("https:") ? "; Secure" : "");
