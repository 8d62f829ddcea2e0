import type { z } from 'zod';
import type {
  DatasetSummary,
  ImportEvent,
  ImportResult,
  ImportSource,
  sampleDataset,
} from '#shared/contract/requests/datasets.ts';
import { AppError } from '#shared/util/app-error.ts';
import type { Engine } from './engine.ts';
import { uniqueName } from './unique-name.ts';

type SampleDataset = z.infer<typeof sampleDataset>;
export type ImportProgress = Extract<ImportEvent, { type: 'progress' }>;

interface Options {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ImportProgress) => void;
}

/** Runs one import to its end. */
export async function runImport(
  engine: Engine,
  source: ImportSource,
  name: string,
  { signal, onProgress }: Options = {},
): Promise<ImportResult> {
  return toItsEnd(await engine.datasets.import({ source, name }, signal ? { signal } : {}), onProgress);
}

/** Goes on where an import was cut off. */
export async function continueImport(
  engine: Engine,
  unfinished: string,
  { signal, onProgress }: Options = {},
): Promise<ImportResult> {
  const options = signal ? { signal } : {};
  return toItsEnd(await engine.datasets.continueImport({ import: unfinished }, options), onProgress);
}

async function toItsEnd(events: AsyncIterable<ImportEvent>, onProgress: Options['onProgress']): Promise<ImportResult> {
  for await (const event of events) {
    if (event.type === 'done') return event;
    onProgress?.(event);
  }
  throw new AppError('CANCELLED', 'The import was cancelled; nothing was kept.');
}

/** A bundled sample's dataset: the one imported before under its name, or a fresh import. */
export async function importDataset(
  engine: Engine,
  { sample }: { sample: SampleDataset },
  existing: readonly DatasetSummary[],
  options: Options = {},
): Promise<{ dataset: string }> {
  const before = existing.find((dataset) => dataset.source === null && dataset.name === sample.title);
  if (before) return { dataset: before.id };
  const name = uniqueName(
    sample.title,
    existing.map((dataset) => dataset.name),
  );
  return runImport(engine, { kind: 'sample', sample: sample.id }, name, options);
}
