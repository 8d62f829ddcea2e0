import { diskFull, isDiskFull } from '#main/transport/storage-error.ts';
import type { RunConfig } from '#shared/training/run.ts';
import { AppError } from '#shared/util/app-error.ts';
import type { RawBatch } from '../batches/packed-reader.ts';
import type { Position } from './meter.ts';

const OUT_OF_MEMORY = /\bOOM\b|resource[_ ]exhausted|bad_alloc|failed to allocate|out of memory|cannot allocate/i;

/** A loss that is no number: bad data, or a training that ran away. Says which, and what to try. */
export function explainLoss(loss: number, raw: RawBatch, config: RunConfig, { epoch, batch }: Position): AppError {
  const where = `in epoch ${epoch + 1}, batch ${batch + 1}`;
  const details = { epoch: epoch + 1, batch: batch + 1, loss: String(loss) };
  const values = [...raw.inputs, ...raw.targets];
  if (values.some((each) => each instanceof Float32Array && !each.every(Number.isFinite))) {
    const message = `The data of ${where.slice(3)} have a value that is not a number: check the dataset for missing or infinite values.`;
    return new AppError('DATA_INVALID', message, details);
  }
  const rate = config.optimizer.learningRate;
  const message =
    `The loss became ${loss} ${where}: the training ran away. Try a learning rate of ${rate / 10} instead of ${rate}; ` +
    'if the network has none, put a rescaling layer (1/255) after the input, or batch normalization after its layers.';
  return new AppError('TRAINER_FAILED', message, details);
}

/** Any failure of a step as one that a person can act on. */
export function explainFailure(error: unknown, config: Pick<RunConfig, 'batchSize'>): AppError {
  if (error instanceof AppError) return error;
  const { path } = error as NodeJS.ErrnoException;
  if (isDiskFull(error)) return diskFull(path ?? 'the data folder', { cause: error });
  const found = error instanceof Error ? error.message : String(error);
  if (OUT_OF_MEMORY.test(found)) {
    const half = Math.max(1, Math.floor(config.batchSize / 2));
    const message = `There is not enough memory for batches of ${config.batchSize}: try a batch size of ${half}, a smaller input, or fewer filters.`;
    return new AppError('OUT_OF_MEMORY', message, { batchSize: config.batchSize, found }, { cause: error });
  }
  return new AppError('TRAINER_FAILED', `The training failed: ${found}`, {}, { cause: error });
}
