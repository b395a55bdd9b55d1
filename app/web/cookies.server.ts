/** The value of a cookie in a `Cookie` header; null when there is none of that name. */
export function cookieOf(header: string | null | undefined, name: string): string | null {
  const found = (header ?? "").split(/;\s*/).find((pair) => pair.startsWith(`${name}=`));
  return found ? found.slice(name.length + 1) : null;
}

/** What keeps a cookie of this origin off plain http. */
export const secure = (origin: string): string => (origin.startsWith("https:") ? "; Secure" : "");
