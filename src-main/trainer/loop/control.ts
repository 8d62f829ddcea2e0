import type { TrainingCommand } from '#shared/contract/trainer.ts';

/** What a person asked of a running training. The loop looks at it between two steps. */
export class Control {
  #paused = false;
  #stopped = false;
  #stopsAfterEpoch = false;
  #save = false;
  #rate: number | null = null;
  #wake: (() => void)[] = [];

  get paused(): boolean {
    return this.#paused && !this.#stopped;
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  get stopsAfterEpoch(): boolean {
    return this.#stopsAfterEpoch;
  }

  /** Something was asked for that isn't taken yet. */
  get wantsSomething(): boolean {
    return this.#save || this.#rate !== null;
  }

  /** The learning rate that was asked for since this was last called; null: none. */
  takeRate(): number | null {
    const rate = this.#rate;
    this.#rate = null;
    return rate;
  }

  /** Whether a checkpoint was asked for since this was last called. */
  takeSave(): boolean {
    const save = this.#save;
    this.#save = false;
    return save;
  }

  /** The training itself can't go on until a person has done something about it. */
  hold(): void {
    this.#paused = true;
  }

  give(order: TrainingCommand): void {
    if (order.command === 'stop') this.#stopped = true;
    else if (order.command === 'stop-after-epoch') this.#stopsAfterEpoch = true;
    else if (order.command === 'save') this.#save = true;
    else if (order.command === 'rate') this.#rate = order.rate;
    else this.#paused = order.command === 'pause';
    for (const wake of this.#wake.splice(0)) wake();
  }

  /** Ends when the next command comes. */
  async changed(): Promise<void> {
    await new Promise<void>((resolve) => this.#wake.push(resolve));
  }
}
