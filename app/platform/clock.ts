/** The platform clock, UTC milliseconds. Commands read it; rules get `now` as a value. Tests set it. */
export const clock = { now: (): number => Date.now() };
