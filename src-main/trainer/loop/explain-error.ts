import { diskFull, isDiskFull } from '#main/transport/storage-error.ts';
import type { RunConfig } from '#shared/training/run.ts';
import { AppError } from '#shared/util/app-error.ts';
import type { RawBatch } from '../batches/packed-reader.ts';
import type { Position } from './meter.ts';

const OUT_OF_MEMORY =
  /\bOOM\b|resource[_ ]exhausted|bad_alloc|failed to allocate|out of memory|cannot allocate|allocation failed/i;

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

/** TensorFlow says on which device, and for what: `OOM when allocating tensor with shape[64,128] … device:GPU:0 by …`. */
export function parseOutOfMemory(found: string): { card: number | null; shape: number[] | null } {
  const card = /device:GPU:(\d+)|GPU_(\d+)_bfc/.exec(found);
  const shape = /with shape\s?\[([\d,\s]+)\]/.exec(found)?.[1];
  return {
    card: card ? Number(card[1] ?? card[2]) : null,
    shape: shape ? shape.split(',').map(Number) : null,
  };
}

/** Gradients that are added up over smaller batches teach the same. */
function smallerBatch(batchSize: number): string {
  if (batchSize === 1) return '';
  const half = Math.floor(batchSize / 2);
  return `a batch size of ${half} (with gradients accumulated over 2 batches it learns as before), `;
}

/** Any failure of a step as one that a person can act on. */
export function explainFailure(error: unknown, config: Pick<RunConfig, 'batchSize'>): AppError {
  if (error instanceof AppError) return error;
  const { path } = error as NodeJS.ErrnoException;
  if (isDiskFull(error)) return diskFull(path ?? 'the data folder', { cause: error });
  const found = error instanceof Error ? error.message : String(error);
  if (OUT_OF_MEMORY.test(found)) {
    const { batchSize } = config;
    const { card, shape } = parseOutOfMemory(found);
    const where = card === null ? 'memory' : `memory on the card (GPU ${card})`;
    const what = shape === null ? '' : `, ${shape.join(' × ')} numbers found no room`;
    const otherDevice = card === null ? '' : ', or the processor (device cpu)';
    const message = `There is not enough ${where} for batches of ${batchSize}${what}: try ${smallerBatch(batchSize)}a smaller input, or fewer filters${otherDevice}.`;
    return new AppError('OUT_OF_MEMORY', message, { batchSize, card, shape, found }, { cause: error });
  }
  return new AppError('TRAINER_FAILED', `The training failed: ${found}`, {}, { cause: error });
}
