import type { RawBatch } from '../batches/packed-reader.ts';
import type { StepFunctions, StepResult } from '../loop/step-functions.ts';
import type { HealthReading } from './health-programs.ts';

/** Of the time of the steps themselves; what follows a look is a little slower too. */
const SHARE = 0.02;
/** A short run is looked at too: this much is free, a part of it at once, the rest by and by. */
const FREE_AT_ONCE = 0.05;
const FREE_SECONDS = 0.3;
/** Most looks at a run of planned length. */
const MOST = 240;
const LEAST_GAP = 4;
/** What a look costs before one was measured, in steps. */
const FIRST_GUESS = 2;

/**
 * Decides which steps are looked at: as many as cost at most a small share of the steps' time, by what both have cost so
 * far. A look changes nothing of the training, so neither does the clock.
 */
export class HealthWatch {
  readonly #steps: StepFunctions;
  readonly #gap: number;
  readonly #planned: number;
  #worked = 0;
  #spent = 0;
  #lastStep = Number.NEGATIVE_INFINITY;
  #stepSeconds = 0;
  #lookSeconds: number | null = null;

  /** `planned`: steps of the whole run. */
  constructor(steps: StepFunctions, planned: number) {
    this.#steps = steps;
    this.#planned = planned;
    this.#gap = Math.max(LEAST_GAP, Math.ceil(planned / MOST));
  }

  /** Trains on a batch; gives what was seen where the step was looked at. */
  train(raw: RawBatch, step: number, rate: number): { result: StepResult; reading: HealthReading | null } {
    const inspector = this.#steps.inspector;
    const isDue = inspector !== null && raw.count === inspector.count && inspector.isDue(step) && this.#isDue(step);
    const began = performance.now();
    const look = isDue ? inspector.inspect(raw, step) : null;
    const inspected = performance.now();
    const result = this.#steps.trainStep(raw, step, rate);
    const trained = performance.now();
    const reading = look ? look() : null;
    this.#stepSeconds = (trained - inspected) / 1000;
    this.#worked += this.#stepSeconds;
    if (reading) {
      this.#lookSeconds = (inspected - began + performance.now() - trained) / 1000;
      this.#spent += this.#lookSeconds;
      this.#lastStep = step;
    }
    return { result, reading };
  }

  #isDue(step: number): boolean {
    if (step - this.#lastStep < this.#gap) return false;
    // Before the first step nothing is known of what one costs.
    if (this.#worked === 0) return false;
    const cost = this.#lookSeconds ?? FIRST_GUESS * this.#stepSeconds;
    const free = FREE_AT_ONCE + (FREE_SECONDS - FREE_AT_ONCE) * Math.min(1, step / this.#planned);
    return this.#spent + cost <= free + SHARE * this.#worked;
  }
}
