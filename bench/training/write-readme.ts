const BEGIN = '<!-- npm run bench -- --write-readme: begin -->';
const END = '<!-- npm run bench -- --write-readme: end -->';

/** The README with another table between its two marks. */
export function withTable(readme: string, table: string): string {
  const begin = readme.indexOf(BEGIN);
  const end = readme.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`README.md has no place for the table: ${BEGIN} … ${END}`);
  return `${readme.slice(0, begin + BEGIN.length)}\n\n${table}\n\n${readme.slice(end)}`;
}
