let own = "";

/** Says where this site is reached, `https://forum.example`: once, before it answers anybody. */
export function setOwnOrigin(origin: string): void {
  own = origin;
}

/** Where this site is reached; "" where nothing is served. */
export const ownOrigin = (): string => own;
