import type { Page } from 'playwright-core';

/** Runs in the page: times from a person's input to the frame in which the answer is painted. */
function installClock(): void {
  const state = {
    type: '',
    isAnswered: () => true,
    startedAt: 0,
    took: -1,
    frames: [] as number[],
  };
  /** The first task after a frame: what the frame shows is on its way to the screen. */
  const afterPaint = (then: () => void) =>
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = then;
      channel.port2.postMessage(null);
    });
  const look = () =>
    afterPaint(() => {
      if (state.isAnswered()) state.took = performance.now() - state.startedAt;
      else look();
    });
  const listen = (event: Event) => {
    if (!event.isTrusted || event.type !== state.type) return;
    if (event.type === 'pointermove') {
      const { timeStamp } = event;
      afterPaint(() => state.frames.push(performance.now() - timeStamp));
      return;
    }
    state.type = '';
    state.startedAt = event.timeStamp;
    look();
  };
  for (const type of ['click', 'keydown', 'input', 'wheel', 'pointermove']) {
    window.addEventListener(type, listen, { capture: true, passive: true });
  }
  Object.assign(window, {
    clock: {
      arm(type: string, answered: string) {
        state.isAnswered = new Function(`return ${answered}`) as () => boolean;
        state.took = -1;
        state.type = type;
      },
      took: () => state.took,
      watchMoves() {
        state.frames = [];
        state.type = 'pointermove';
      },
      moves() {
        state.type = '';
        return state.frames;
      },
    },
  });
}

interface Clock {
  arm(type: string, answered: string): void;
  took(): number;
  watchMoves(): void;
  moves(): number[];
}
declare global {
  interface Window {
    clock: Clock;
  }
}

type Input = 'click' | 'keydown' | 'input' | 'wheel';

/** Measures in a page as a person feels it: from the input event to the painted answer. */
export class PageClock {
  #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  static async start(page: Page): Promise<PageClock> {
    await page.evaluate(installClock);
    return new PageClock(page);
  }

  /** Milliseconds from the next input of this type until `answered`, an expression of the page, is true and painted. */
  async answer(type: Input, answered: string, act: () => Promise<unknown>): Promise<number> {
    await this.#page.evaluate(([kind, condition]) => window.clock.arm(kind, condition), [type, answered] as const);
    await act();
    await this.#page.waitForFunction(() => window.clock.took() >= 0, undefined, { timeout: 30_000, polling: 20 });
    return this.#page.evaluate(() => window.clock.took());
  }

  /** From each movement of the pointer to the frame that shows it. */
  async moves(act: () => Promise<unknown>): Promise<number[]> {
    await this.#page.evaluate(() => window.clock.watchMoves());
    await act();
    await this.#page.waitForTimeout(300);
    return this.#page.evaluate(() => window.clock.moves());
  }
}
