import type { MetricPoint, TrainingProgress } from '#shared/training/run.ts';

/** At most ten messages a second. */
const INTERVAL_SECONDS = 0.1;
/** Speed is that of the last few seconds: it should follow what else the machine is doing. */
const WINDOW_SECONDS = 5;

export interface Position {
  readonly epoch: number;
  readonly batch: number;
  readonly step: number;
}

/** Collects points until a message is due, and knows how fast the training is. Times are a `TrainingClock`'s. */
export class Meter {
  readonly #epochs: number;
  readonly #stepsPerEpoch: number;
  #points: MetricPoint[] = [];
  #sent = Number.NEGATIVE_INFINITY;
  #steps: { ended: number; took: number; samples: number }[] = [];
  #validationSeconds = 0;

  constructor(epochs: number, stepsPerEpoch: number) {
    this.#epochs = epochs;
    this.#stepsPerEpoch = stepsPerEpoch;
  }

  step(point: MetricPoint, samples: number, took: number): void {
    this.#points.push(point);
    this.#steps.push({ ended: point.seconds, took, samples });
    while ((this.#steps[0]?.ended ?? 0) < point.seconds - WINDOW_SECONDS) this.#steps.shift();
  }

  epoch(point: MetricPoint, validationSeconds: number): void {
    this.#points.push(point);
    this.#validationSeconds = validationSeconds;
  }

  due(now: number): boolean {
    return this.#points.length > 0 && now - this.#sent >= INTERVAL_SECONDS;
  }

  /** Takes the points that have come together. */
  take(
    now: number,
    { epoch, batch, step, rate }: Position & { readonly rate: number | null },
  ): { progress: TrainingProgress; points: MetricPoint[] } {
    this.#sent = now;
    const points = this.#points;
    this.#points = [];
    const took = this.#steps.reduce((sum, item) => sum + item.took, 0);
    const samples = this.#steps.reduce((sum, item) => sum + item.samples, 0);
    const stepsLeft = (this.#epochs - epoch) * this.#stepsPerEpoch - batch;
    const perStep = took / Math.max(1, this.#steps.length);
    return {
      points,
      progress: {
        epoch: Math.min(epoch + 1, this.#epochs),
        epochs: this.#epochs,
        step,
        stepsPerEpoch: this.#stepsPerEpoch,
        samplesPerSecond: took > 0 ? samples / took : null,
        learningRate: rate,
        etaSeconds: took > 0 ? stepsLeft * perStep + (this.#epochs - epoch) * this.#validationSeconds : null,
      },
    };
  }
}
