import type { z } from 'zod';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import { paramFields } from '#shared/layers/fields.ts';
import { metricWords } from '#shared/training/metric-words.ts';
import { getOptimizer } from '#shared/training/optimizers/index.ts';
import type { RunConfig } from '#shared/training/run.ts';
import { originOf } from '#shared/training/run-origin.ts';
import { getSchedule } from '#shared/training/schedules/index.ts';

type Configured = Pick<RunSummary, 'config' | 'graphVersion' | 'dataset' | 'opened'>;

const known = new WeakMap<Configured, ReadonlyMap<string, string>>();

/** Everything that was set for a run, as words beside words, in the order a person asks for them. */
export function settingsOf(run: Configured): ReadonlyMap<string, string> {
  const settings = known.get(run) ?? wordsOf(run);
  known.set(run, settings);
  return settings;
}

function wordsOf(run: Configured): Map<string, string> {
  const { config } = run;
  const { optimizer, earlyStopping } = config;
  const settings = new Map<string, string>([
    ['Data', originOf(run)],
    ['Network', `v${run.graphVersion}`],
    ['Epochs', String(config.epochs)],
    ['Batch', String(config.batchSize)],
    ['Optimizer', optimizer.name],
    ['Rate', formatRate(optimizer.learningRate)],
  ]);
  for (const [title, value] of furtherSettings(config)) settings.set(title, value);
  settings.set('Seed', String(config.seed));
  settings.set('Best by', metricWords(config.best));
  settings.set(
    'Early stop',
    earlyStopping ? `${metricWords(earlyStopping.monitor)}, ${earlyStopping.patience}` : 'off',
  );
  return settings;
}

/** What was set of optimizer and schedule beside name and rate, apart from what is usual, under the form's titles. */
function furtherSettings({ optimizer, schedule, plateau }: RunConfig): [string, string][] {
  const rows = (params: z.ZodObject, values: Readonly<Record<string, unknown>>): [string, string][] =>
    paramFields({ params })
      .filter(({ key }) => !['name', 'learningRate', 'clip'].includes(key))
      .filter((field) => values[field.key] !== field.default)
      .map(({ key, title }) => [title, wordOf(values[key])]);
  const { clip } = optimizer;
  return [
    ...rows(getOptimizer(optimizer.name).params, optimizer),
    ...(clip ? [['Clip gradients', `${clip.by.replace('_', ' ')}, ${clip.limit}`] as [string, string]] : []),
    ['Schedule', getSchedule(schedule.name).title],
    ...rows(getSchedule(schedule.name).params, schedule),
    ['On plateaus', plateau ? `× ${plateau.factor} after ${plateau.patience}` : 'off'],
  ];
}

function wordOf(value: unknown): string {
  if (value === null || value === undefined) return 'off';
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return String(value);
}

/** `1e-3`, `2.5e-4`, `0.05`. */
export function formatRate(rate: number): string {
  const exponent = Math.floor(Math.log10(rate));
  const mantissa = Number((rate / 10 ** exponent).toPrecision(3));
  return exponent >= -2 ? String(Number(rate.toPrecision(3))) : `${mantissa}e${exponent}`;
}

export interface SettingColumn {
  readonly name: string;
  /** What more than half of the runs have, shown in grey; null where nothing is usual. */
  readonly usual: string | null;
}

/** The settings in which these runs differ, with the usual value of each. */
export function differingSettings(runs: readonly Configured[]): SettingColumn[] {
  const tables = runs.map(settingsOf);
  const names = [...new Set(tables.flatMap((table) => [...table.keys()]))];
  const columns: SettingColumn[] = [];
  for (const name of names) {
    const counts = new Map<string, number>();
    for (const table of tables) {
      const value = table.get(name) ?? '–';
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    if (counts.size < 2) continue;
    const [usual, count] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a));
    columns.push({ name, usual: count > runs.length / 2 ? usual : null });
  }
  return columns;
}
