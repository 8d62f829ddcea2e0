import type { Machine } from './machine.ts';
import type { Cell, Row } from './measure.ts';
import type { Peer } from './peers.ts';

/** A whole measurement, as it is written to the JSON file. */
export interface Report {
  readonly at: string;
  readonly machine: Machine;
  readonly threads: number;
  /** Load averages of a minute: before the first row and after the last. */
  readonly load: { readonly start: number; readonly end: number };
  readonly minutes: number;
  readonly repeats: number;
  readonly peers: readonly Pick<Peer, 'name' | 'title' | 'rival'>[];
  readonly versions: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly rows: readonly Row[];
}

export const least = (numbers: readonly number[]): number => Math.min(...numbers);

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = Number.NaN, high = low] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}

export const geometricMean = (numbers: readonly number[]): number =>
  Math.exp(numbers.reduce((sum, number) => sum + Math.log(number), 0) / numbers.length);

type Measured = Extract<Cell, { milliseconds: readonly number[] }>;
type Statistic = (numbers: readonly number[]) => number;

const measuredOf = (row: Row, peer: string): Measured | null => {
  const found = row.cells.find((cell) => cell.peer === peer);
  return found && 'milliseconds' in found && found.milliseconds.length > 0 ? found : null;
};

/** How many times as long the other one takes as Strata; null where one of them is missing. */
export function speedUp(row: Row, other: string, by: Statistic = least): number | null {
  const [ours, theirs] = [measuredOf(row, 'strata'), measuredOf(row, other)];
  return ours && theirs ? by(theirs.milliseconds) / by(ours.milliseconds) : null;
}

/** The fastest rival's name and how many times as long it takes as Strata. */
export function againstFastest(
  row: Row,
  peers: Report['peers'],
  by: Statistic = least,
): { readonly peer: Report['peers'][number]; readonly factor: number } | null {
  const found = peers
    .filter(({ rival }) => rival)
    .flatMap((peer) => {
      const factor = speedUp(row, peer.name, by);
      return factor === null ? [] : [{ peer, factor }];
    });
  return found.toSorted((a, b) => a.factor - b.factor)[0] ?? null;
}

const digits = (milliseconds: number): string => milliseconds.toFixed(milliseconds < 100 ? 2 : 0);
const times = (factor: number | null | undefined): string => (factor == null ? '–' : `${factor.toFixed(2)} ×`);

/** A bar or a line break would end the cell. */
const inCell = (text: string): string => text.replaceAll('|', '/').replaceAll(/\s+/g, ' ').slice(0, 120);

function cellText(cell: Cell | undefined): string {
  if (!cell) return 'not asked for';
  if ('missing' in cell) return inCell(cell.missing);
  const note = cell.note === '' ? '' : ` ${inCell(cell.note)}`;
  return `${digits(least(cell.milliseconds))} (${digits(median(cell.milliseconds))})${note}`;
}

/** The table, a row a network and batch; missing figures say why in their cell. */
export function markdownTable({ peers, rows }: Pick<Report, 'peers' | 'rows'>): string {
  const head = ['network', 'batch', 'weights', ...peers.map(({ title }) => title), 'to Keras `fit`', 'to the fastest'];
  const lines = rows.map((row) => {
    const fastest = againstFastest(row, peers);
    return [
      row.title,
      String(row.batch),
      row.parameters.toLocaleString('en'),
      ...peers.map(({ name }) => cellText(row.cells.find((cell) => cell.peer === name))),
      times(speedUp(row, 'keras')),
      fastest ? `${times(fastest.factor)} ${fastest.peer.title}` : '–',
    ];
  });
  return [head, head.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** The goals and how far they are met, in sentences: how many times as fast Strata is, and where it isn't. */
export function verdict({ peers, rows }: Pick<Report, 'peers' | 'rows'>): string[] {
  const mean = (factors: readonly (number | null | undefined)[]): string => {
    const known = factors.filter((factor) => factor != null);
    return known.length === 0 ? '–' : `${times(geometricMean(known))} (${known.length} rows)`;
  };
  const by = (statistic: Statistic, name: string): string =>
    `Geometric mean by the ${name}: Keras \`fit\` takes ${mean(rows.map((row) => speedUp(row, 'keras', statistic)))} as long ` +
    `as Strata, the fastest of Keras and PyTorch ${mean(rows.map((row) => againstFastest(row, peers, statistic)?.factor))}, ` +
    `TF.js \`fit\` ${mean(rows.map((row) => speedUp(row, 'tfjs', statistic)))}.`;
  const behind = rows.flatMap((row) => {
    const fastest = againstFastest(row, peers);
    return fastest && fastest.factor < 1
      ? [`${row.title}, ${row.batch}: ${fastest.peer.title}, ${times(fastest.factor)}`]
      : [];
  });
  const slower = rows.filter((row) => (speedUp(row, 'tfjs') ?? 1) < 1).map((row) => `${row.title}, ${row.batch}`);
  return [
    by(least, 'least'),
    by(median, 'median'),
    behind.length === 0 ? 'No rival was faster on any row.' : `Faster than Strata: ${behind.join('; ')}.`,
    slower.length === 0 ? 'TF.js `fit` was faster on none.' : `TF.js \`fit\` was faster on: ${slower.join('; ')}.`,
  ];
}

/** Everything that README shows. */
export function markdown(report: Report): string {
  const { machine, versions, load } = report;
  const named = Object.entries(Object.assign({}, ...Object.values(versions)) as Record<string, string>);
  const told = named.map(([name, version]) => `${name} ${version}`).join(', ');
  return [
    `Milliseconds of a training step, the least of ${report.repeats} turns (their median in brackets); in the last two columns ` +
      'how many times as long the other takes. ' +
      `Measured on ${report.at.slice(0, 10)}: ${machine.processor}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.system}; ` +
      `${report.threads} threads each; ${told}; commit ${machine.commit}. ` +
      `Load average ${load.start} at the start, ${load.end} at the end, after ${report.minutes} minutes.`,
    markdownTable(report),
    ...verdict(report),
  ].join('\n\n');
}
