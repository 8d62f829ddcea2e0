import type { ExportFormat } from '#shared/contract/requests/results.ts';

/** Bare where a shell takes it as one word, quoted otherwise. */
const word = (text: string): string => (/^[\w./:@%+=-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

/** The command that does the same as the button. */
export const exportCommand = (run: string, format: ExportFormat, out: string): string =>
  `npx strata export ${word(run)} --format ${format} --out ${word(out)}`;

/** A folder name that every system takes. */
export const folderName = (project: string, run: number, format: ExportFormat): string => {
  const plain = project
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .toLowerCase();
  return `${plain || 'model'}-run-${run}-${format}`;
};
