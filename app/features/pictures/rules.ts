/** How many pictures a form without JavaScript brings at most. */
export const MOST_AT_ONCE = 4;
/** The largest file that is taken, in bytes. */
export const LARGEST_PICTURE = 10 * 1024 * 1024;
/** The kinds that browsers offer to choose. Named one by one, so that an iPhone makes its HEIC a JPEG. */
export const TAKEN_KINDS = ["image/jpeg", "image/png", "image/webp", "image/gif"] as const;
/** The form's field of files. */
export const PICTURES_FIELD = "pictures";

export interface PictureName {
  /** SHA-256 of the file and its sender, in base64url. */
  hash: string;
  width: number;
  height: number;
}

const SMALL = "-small";
const NAME = /^([\w-]{43})-(\d{1,4})x(\d{1,4})(-small)?\.webp$/;
// As the markdown pipeline writes them; it lets no other picture through.
const SHOWN = /<img src="(\/pictures\/([\w-]{43})-\d{1,4}x\d{1,4}\.webp)"/g;

/** Where a picture is asked for. Its size stands in its name, so that pages leave room for it without asking. */
export const pathOf = ({ hash, width, height }: PictureName): string => `/pictures/${hash}-${width}x${height}.webp`;

/** The smaller, still copy of the picture at this path, for lists. */
export const smallOf = (path: string): string => path.replace(/\.webp$/, `${SMALL}.webp`);

/** What a file's name in a URL says; null when it is none of ours. */
export function pictureNamed(name: string): (PictureName & { isSmall: boolean }) | null {
  const [, hash, width, height, small] = NAME.exec(name) ?? [];
  return hash ? { hash, width: Number(width), height: Number(height), isSmall: small !== undefined } : null;
}

/** The pictures that rendered texts show, each once. */
export const picturesIn = (...htmls: string[]): string[] => [
  ...new Set(htmls.flatMap((html) => [...html.matchAll(SHOWN)].map(([, , hash = ""]) => hash))),
];

/** The path of the first picture a rendered text shows. */
export const coverOf = (html: string): string | null => html.matchAll(SHOWN).next().value?.[1] ?? null;

/** A text with these pictures under it, each called `word` until its writer says what it shows. */
export function withPictures(text: string, word: string, paths: readonly string[]): string {
  const pictures = paths.map((path) => `![${word}](${path})`).join("\n");
  return [text.trimEnd(), pictures].filter(Boolean).join("\n\n");
}
