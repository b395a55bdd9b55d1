// Signs that Markdown or one of its dialects gives a meaning anywhere in a line; any may stand behind a backslash
// (CommonMark 2.4). With them go what would make an address a link of its own.
// A picture's sign too: inside a link, some readers take the brackets' backslashes away before they look.
const SIGNS = /[\\`*_[\]<>|~&$@]|!(?=\[)|:(?=\/)|(?<=\bwww)\./gi;
// A heading, a list, a rule, a number with its dot: only where a line begins.
const BEGINS = /^(?:[#+=-]|\d+(?=[.)]))/;
const LINE_ENDS = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;
const SPACES = /[\s\u0085]+/g;

/** A text as one line that reads in Markdown as it was written, whatever it holds. */
export const escaped = (text: string): string =>
  text
    .replace(SPACES, " ")
    .trim()
    .replace(SIGNS, "\\$&")
    .replace(BEGINS, (begin) => (/\d/.test(begin) ? `${begin}\\` : `\\${begin}`));

/** A text of several lines as a quote that nothing in it can end. */
export const quoted = (text: string): string =>
  text
    .split(LINE_ENDS)
    .map((line) => `> ${escaped(line)}`.trimEnd())
    .join("\n");
