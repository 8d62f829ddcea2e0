import { metricWords } from '#shared/training/metric-words.ts';

/** What can be watched: each metric that the network tells, of the validation data; and what was chosen before. */
export function monitorOptions(told: readonly string[], chosen: string): { value: string; label: string }[] {
  const names = told.map((name) => `val_${name}`);
  const known = names.map((value) => ({ value, label: metricWords(value) }));
  if (names.includes(chosen)) return known;
  return [...known, { value: chosen, label: `${metricWords(chosen)} (this network has none: its loss decides)` }];
}
