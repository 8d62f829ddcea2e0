import type { CDPSession, Page } from 'playwright-core';

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
      if (!state.isAnswered()) {
        look();
        return;
      }
      state.took = performance.now() - state.startedAt;
      performance.mark('answered');
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
    performance.mark('acted');
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

export interface Answer {
  /** Milliseconds on the clock. */
  readonly wall: number;
  /** Milliseconds that the page's thread worked from the act until the answer was seen, driver's questions included. */
  readonly cpu: number;
}

type Input = 'click' | 'keydown' | 'input' | 'wheel';

/** Measures in a page as a person feels it: from the input event to the painted answer. */
export class PageClock {
  #page: Page;
  #debugger: CDPSession;

  private constructor(page: Page, session: CDPSession) {
    this.#page = page;
    this.#debugger = session;
  }

  static async start(page: Page): Promise<PageClock> {
    await page.evaluate(installClock);
    const session = await page.context().newCDPSession(page);
    // Processor time of the page's thread: what an answer costs, however busy the machine is with other things.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    return new PageClock(page, session);
  }

  async #busyMs(): Promise<number> {
    const { metrics } = await this.#debugger.send('Performance.getMetrics');
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
  }

  /** From the next input of this type until `answered`, an expression of the page, is true and painted. */
  async answer(type: Input, answered: string, act: () => Promise<unknown>): Promise<Answer> {
    await this.#page.evaluate(([kind, condition]) => window.clock.arm(kind, condition), [type, answered] as const);
    const before = await this.#busyMs();
    await act();
    await this.#page.waitForFunction(() => window.clock.took() >= 0, undefined, { timeout: 60_000, polling: 50 });
    const cpu = (await this.#busyMs()) - before;
    return { wall: await this.#page.evaluate(() => window.clock.took()), cpu };
  }

  /** From each movement of the pointer to the frame that shows it. */
  async moves(act: () => Promise<unknown>): Promise<Answer[]> {
    await this.#page.evaluate(() => window.clock.watchMoves());
    const before = await this.#busyMs();
    await act();
    await this.#page.waitForTimeout(300);
    const busy = (await this.#busyMs()) - before;
    const moves = await this.#page.evaluate(() => window.clock.moves());
    return moves.map((wall) => ({ wall, cpu: busy / moves.length }));
  }
}
