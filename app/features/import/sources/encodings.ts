/** The ways a text may be written in bytes. GBK is read as GB 18030, which holds all of it. */
export const ENCODINGS = ["utf-8", "utf-16le", "utf-16be", "gb18030", "windows-1252"] as const;
export type Encoding = (typeof ENCODINGS)[number];

// As people call them.
const NAMES: Readonly<Record<string, Encoding>> = {
  "utf-8": "utf-8",
  utf8: "utf-8",
  "utf-16": "utf-16le",
  "utf-16le": "utf-16le",
  "utf-16be": "utf-16be",
  gbk: "gb18030",
  gb2312: "gb18030",
  gb18030: "gb18030",
  "windows-1252": "windows-1252",
  cp1252: "windows-1252",
  latin1: "windows-1252",
  "iso-8859-1": "windows-1252",
};
/** The name of each that is shown. */
export const encodingNames = ["utf-8", "utf-16le", "utf-16be", "gbk", "windows-1252"] as const;

/** The encoding that people call this; null when nobody does. */
export const encodingNamed = (name: string): Encoding | null => NAMES[name.toLowerCase()] ?? null;
