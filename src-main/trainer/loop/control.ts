export type Command = 'pause' | 'resume' | 'stop';

/** What a person asked of a running training. The loop looks at it between two steps. */
export class Control {
  #paused = false;
  #stopped = false;
  #wake: (() => void)[] = [];

  get paused(): boolean {
    return this.#paused && !this.#stopped;
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  give(command: Command): void {
    if (command === 'stop') this.#stopped = true;
    else this.#paused = command === 'pause';
    for (const wake of this.#wake.splice(0)) wake();
  }

  /** Ends when the next command comes. */
  async changed(): Promise<void> {
    await new Promise<void>((resolve) => this.#wake.push(resolve));
  }
}
