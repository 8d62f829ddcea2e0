import type { MessageListener, PortMessage } from './port.ts';

/**
 * Delivers messages in order, one a turn of the event loop. oRPC decodes every message in its own asynchronous function:
 * of two delivered in the same turn the shorter one is done first, and a call's cancellation would overtake the call.
 */
export class Inbox {
  private readonly waiting: PortMessage[] = [];
  private readonly messageListeners: MessageListener[] = [];
  private readonly closeListeners: (() => void)[] = [];
  private taker: ((message: PortMessage) => void) | undefined;
  private scheduled = false;
  private paused = false;
  private ended = false;

  push(message: PortMessage): void {
    if (this.ended) return;
    this.waiting.push(message);
    this.schedule();
  }

  /** Close is told after the messages that came before it. */
  end(): void {
    if (this.ended) return;
    this.ended = true;
    this.schedule();
  }

  addEventListener(type: 'message' | 'close', listener: MessageListener | (() => void)): void {
    if (type === 'message') this.messageListeners.push(listener as MessageListener);
    else this.closeListeners.push(listener as () => void);
    this.schedule();
  }

  /** The next message goes to `taker` alone: a handshake before the conversation. */
  takeOne(taker: (message: PortMessage) => void): void {
    this.taker = taker;
    this.schedule();
  }

  pause(): void {
    this.paused = true;
  }

  resume(): void {
    this.paused = false;
    this.schedule();
  }

  private schedule(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      this.deliver();
    });
  }

  private deliver(): void {
    const hasReader = this.taker !== undefined || this.messageListeners.length > 0;
    const message = hasReader && (this.ended || !this.paused) ? this.waiting.shift() : undefined;
    if (message !== undefined) {
      const taker = this.taker;
      this.taker = undefined;
      if (taker) taker(message);
      else for (const listener of this.messageListeners) listener({ data: message });
      this.schedule();
      return;
    }
    // Nobody will ever read what is left once a closed port has only close listeners.
    const isRead = this.waiting.length === 0 || this.messageListeners.length === 0;
    if (this.ended && isRead) for (const listener of this.closeListeners.splice(0)) listener();
  }
}
