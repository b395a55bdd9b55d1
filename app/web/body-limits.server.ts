const FORM = 2 * 1024 * 1024;
// A picture that is too large is told so on its page, and read for that: a photograph from a telephone, at least.
const FORM_WITH_PICTURE = 16 * 1024 * 1024;
const WITH_PICTURE = /^\/admin\/look(?:\.data)?$/;

/** How many bytes a form sent to this path may have. */
export const mostBytes = (path: string): number => (WITH_PICTURE.test(path) ? FORM_WITH_PICTURE : FORM);

/** The most any path takes: what a reverse proxy must let through. */
export const MOST_BYTES_ANYWHERE = FORM_WITH_PICTURE;
