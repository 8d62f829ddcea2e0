/** Calls `onEmpty` once nobody has been there for the grace time and nothing is being done. */
export class LastToLeave {
  private guests = 0;
  private timer: NodeJS.Timeout | undefined;
  private readonly options: { graceMs: number; isBusy: () => boolean; onEmpty: () => void };

  constructor(options: { graceMs: number; isBusy: () => boolean; onEmpty: () => void }) {
    this.options = options;
  }

  /** Begins to count; whoever had the engine started gets a grace time to come. */
  start(): void {
    if (this.guests === 0) this.wait();
  }

  enter(): void {
    this.guests++;
    clearTimeout(this.timer);
  }

  leave(): void {
    this.guests--;
    if (this.guests === 0) this.wait();
  }

  private wait(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.options.isBusy()) this.wait();
      else this.options.onEmpty();
    }, this.options.graceMs);
  }
}
