/** Seconds of training: goes on from where an earlier part of the run stopped, and stands still in pauses. */
export class TrainingClock {
  readonly #now: () => number;
  #before: number;
  #since: number | null;

  constructor(before: number, now: () => number = () => performance.now() / 1000) {
    this.#before = before;
    this.#now = now;
    this.#since = now();
  }

  get seconds(): number {
    return this.#before + (this.#since === null ? 0 : this.#now() - this.#since);
  }

  pause(): void {
    this.#before = this.seconds;
    this.#since = null;
  }

  resume(): void {
    this.#since ??= this.#now();
  }
}
