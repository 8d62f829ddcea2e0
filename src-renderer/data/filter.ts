import type { DatasetDetail } from '#shared/contract/requests/datasets.ts';
import type { SplitName } from '#shared/data/types.ts';
import type { Section } from './grid-rows.ts';

export interface Filter {
  readonly split: SplitName | null;
  readonly label: string | null;
  readonly search: string;
}

export const noFilter: Filter = { split: null, label: null, search: '' };

export const SPLITS: readonly { readonly split: SplitName; readonly title: string }[] = [
  { split: 'train', title: 'Training' },
  { split: 'validation', title: 'Validation' },
  { split: 'test', title: 'Test' },
];

type ClassCount = DatasetDetail['classCounts'][number];

export const countIn = (row: ClassCount, split: SplitName | null): number =>
  split === null ? row.train + row.validation + row.test : row[split];

/** How many pictures each class shows; without a search this is known without asking. */
export function sectionsOf(classCounts: readonly ClassCount[], filter: Filter): Section[] {
  return classCounts
    .filter(({ label }) => filter.label === null || filter.label === label)
    .map((row) => ({ label: row.label, count: countIn(row, filter.split) }));
}

/** Problems to see first: what breaks, then what misleads; the more files, the earlier. */
export function worstFirst<Problem extends { severity: 'error' | 'warning' | 'info'; count: number }>(
  problems: readonly Problem[],
): Problem[] {
  const rank = { error: 0, warning: 1, info: 2 };
  return [...problems].sort((a, b) => rank[a.severity] - rank[b.severity] || b.count - a.count);
}

export type Balance =
  | { readonly kind: 'even' | 'uneven'; readonly ratio: number }
  | { readonly kind: 'missing'; readonly labels: readonly string[] };

/** Whether the classes are of like size in training; "even" up to one and a half times. */
export function balanceOf(classCounts: readonly ClassCount[]): Balance | null {
  if (classCounts.length === 0) return null;
  const missing = classCounts.filter(({ train }) => train === 0).map(({ label }) => label);
  if (missing.length > 0) return { kind: 'missing', labels: missing };
  const counts = classCounts.map(({ train }) => train);
  const ratio = Math.max(...counts) / Math.min(...counts);
  return { kind: ratio <= 1.5 ? 'even' : 'uneven', ratio };
}
