/** The closing table of `npm test`, and its last line. */

const COLUMNS = ['stage', 'passed', 'failed', 'skipped', 'seconds'];

export function formatSummary(rows) {
  const cells = [COLUMNS, ...rows.map((row) => COLUMNS.map((column) => String(row[column])))];
  const widths = COLUMNS.map((_, index) => Math.max(...cells.map((row) => row[index].length)));
  const line = (row) =>
    row.map((cell, index) => (index === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[index]))).join('  ');
  const total = (column) => rows.reduce((sum, row) => sum + row[column], 0);
  return [...cells.map(line), '', `${total('passed')} passed, ${total('failed')} failed`].join('\n');
}
