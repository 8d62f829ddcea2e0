import { createStore } from 'zustand/vanilla';
import { type Channel, type Link, openDesktopChannel, openSocketChannel } from './channel.ts';
import { desktop } from './desktop.ts';
import { ConnectionLost, toAppError } from './errors.ts';

export interface ConnectionState {
  readonly status: 'connecting' | 'open' | 'reconnecting' | 'refused';
  /** Counts openings: whoever keeps a stream open starts it anew when this changes. */
  readonly generation: number;
}

export const connectionState = createStore<ConnectionState>(() => ({ status: 'connecting', generation: 0 }));

const RETRY_MS = [200, 500, 1000, 2000, 3000];

let channel: Channel | null = null;
let waiting: ((channel: Channel) => void)[] = [];
let started = false;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Keeps a channel open for as long as the window lives; the first request starts it. */
async function keepOpen(): Promise<void> {
  for (let attempt = 0; ; ) {
    try {
      channel = desktop ? openDesktopChannel(desktop) : await openSocketChannel();
      attempt = 0;
      connectionState.setState((state) => ({ status: 'open', generation: state.generation + 1 }));
      for (const resolve of waiting.splice(0)) resolve(channel);
      const end = await channel.closed;
      channel = null;
      if (end === 'refused') {
        connectionState.setState({ status: 'refused' });
        return;
      }
    } catch {
      // Not reachable yet: the strip says so, and the next attempt follows.
    }
    connectionState.setState({ status: 'reconnecting' });
    await pause(RETRY_MS[Math.min(attempt++, RETRY_MS.length - 1)] ?? 3000);
  }
}

function ready(signal: AbortSignal | undefined): Promise<Channel> {
  if (!started) {
    started = true;
    void keepOpen();
  }
  if (channel) return Promise.resolve(channel);
  return new Promise((resolve, reject) => {
    waiting.push(resolve);
    signal?.addEventListener('abort', () => {
      waiting = waiting.filter((other) => other !== resolve);
      reject(new DOMException('The request was cancelled.', 'AbortError'));
    });
  });
}

/** Sends each call over whichever channel is open, waiting for one where there is none. */
export const engineLink: Link = {
  async call(path, input, options) {
    const current = await ready(options.signal);
    try {
      return await current.link.call(path, input, options);
    } catch (error) {
      if (options.signal?.aborted) throw error;
      throw channel === current && current.isOpen() ? toAppError(error) : new ConnectionLost();
    }
  },
};
