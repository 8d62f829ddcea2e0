import type { StepMeasurement } from './measurement.ts';

/** A process needs room beside its tensors, and so do the others on the machine. */
const USABLE = 0.85;
const MOST = 65_536;

export interface Plan {
  readonly epochs: number;
  readonly batchSize: number;
  readonly train: number;
  readonly validation: number;
}

/** What a training will take, foretold from a few of its steps. */
export interface Forecast {
  readonly epochSeconds: number;
  /** The whole run, the start of its process included. */
  readonly totalSeconds: number;
  readonly peakBytes: number;
  readonly availableBytes: number;
  readonly fits: boolean;
  /** The largest batch for which there is memory, at most `MOST`; 0 where not even one sample fits. */
  readonly largestBatch: number;
  /** Best and last, each written anew before the old one goes. */
  readonly diskBytes: number;
}

/**
 * Memory grows with the batch along a line through the base and what was measured; the training's time is its steps'.
 * Where the training's own batch could not be tried, time is scaled from the largest that was.
 */
export function forecast(measured: StepMeasurement, { epochs, batchSize, train, validation }: Plan): Forecast {
  const { steps, baseBytes, availableBytes, startSeconds, checkpointBytes } = measured;
  const largest = steps[steps.length - 1] as StepMeasurement['steps'][number];
  const perSample = bytesPerSample(measured);
  const peakBytes =
    largest.batch >= batchSize ? largest.peakBytes : largest.peakBytes + perSample * (batchSize - largest.batch);
  // What it holds already is no longer free, and is its own.
  const usable = (availableBytes + baseBytes) * USABLE;
  const room = (usable - largest.peakBytes) / Math.max(perSample, 1);
  const scale = batchSize / largest.batch;
  const epochSeconds =
    Math.ceil(train / batchSize) * largest.trainSeconds * scale +
    Math.ceil(validation / batchSize) * largest.evaluateSeconds * scale;
  return {
    epochSeconds,
    totalSeconds: startSeconds + epochs * epochSeconds,
    peakBytes,
    availableBytes: availableBytes + baseBytes,
    fits: peakBytes <= usable,
    largestBatch: Math.max(0, Math.min(MOST, Math.floor(largest.batch + room))),
    diskBytes: 3 * checkpointBytes,
  };
}

/** From the base, not from the smallest batch: allocators hand memory out in large pieces, so that small ones hide. */
function bytesPerSample({ steps, baseBytes }: StepMeasurement): number {
  const slopes = steps.map(({ batch, peakBytes }) => (peakBytes - baseBytes) / batch);
  return Math.max(0, slopes[slopes.length - 1] ?? 0);
}

/** The settings that train the same with less memory: smaller batches, their gradients accumulated. */
export function smallerBatch(
  { largestBatch }: Forecast,
  batchSize: number,
): { batch: number; accumulate: number } | null {
  if (largestBatch < 1 || largestBatch >= batchSize) return null;
  for (let accumulate = Math.ceil(batchSize / largestBatch); accumulate <= batchSize; accumulate++) {
    if (batchSize % accumulate === 0) return { batch: batchSize / accumulate, accumulate };
  }
  return null;
}
