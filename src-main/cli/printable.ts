/**
 * Text for a terminal: names come from folders and files of strangers, and a control character in one could move the
 * cursor, clear the screen or turn a line around. Shown as an escape instead; `\n` stays where it parts lines.
 */
export const printable = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  text.replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, escaped);

/** As `printable`, for a cell of a table or another place within a line. */
export const printableLine = (text: string): string => printable(text).replaceAll('\n', '\\n');

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
