import type { RawData, WebSocket } from 'ws';
import { Inbox } from '../inbox.ts';
import { HIGH_WATER_BYTES, type MessageListener, type Port, type PortMessage, toPortMessage } from '../port.ts';

/** The server's end of a browser's WebSocket. */
export class WebSocketPort implements Port {
  closed = false;
  private readonly socket: WebSocket;
  private readonly inbox = new Inbox();
  private drainWaiters: (() => void)[] = [];

  constructor(socket: WebSocket) {
    this.socket = socket;
    socket.on('message', (data, isBinary) => this.inbox.push(toMessage(data, isBinary)));
    // Too large, not UTF-8, reset: 'close' follows each.
    socket.on('error', () => socket.terminate());
    socket.on('close', () => {
      this.closed = true;
      this.releaseWaiters();
      this.inbox.end();
    });
  }

  postMessage(message: PortMessage | ArrayBuffer): void {
    if (this.closed) throw new Error('the port is closed');
    this.socket.send(toPortMessage(message), () => {
      if (!this.isFull) this.releaseWaiters();
    });
  }

  addEventListener(type: 'message' | 'close', listener: MessageListener | (() => void)): void {
    this.inbox.addEventListener(type, listener);
  }

  /** The next message, kept from the listeners; null if the port closes first. */
  takeMessage(): Promise<PortMessage | null> {
    return new Promise((resolve) => {
      this.inbox.takeOne(resolve);
      this.inbox.addEventListener('close', () => resolve(null));
    });
  }

  close(code = 1000, reason = ''): void {
    if (this.closed) return;
    this.closed = true;
    this.socket.close(code, reason);
    const timer = setTimeout(() => this.socket.terminate(), 1000);
    this.socket.once('close', () => clearTimeout(timer));
  }

  get isFull(): boolean {
    return !this.closed && this.socket.bufferedAmount >= HIGH_WATER_BYTES;
  }

  drained(): Promise<void> {
    if (!this.isFull) return Promise.resolve();
    return new Promise((resolve) => {
      this.drainWaiters.push(resolve);
    });
  }

  pause(): void {
    this.inbox.pause();
    this.socket.pause();
  }

  resume(): void {
    this.inbox.resume();
    this.socket.resume();
  }

  private releaseWaiters(): void {
    for (const resolve of this.drainWaiters.splice(0)) resolve();
  }
}

function toMessage(data: RawData, isBinary: boolean): PortMessage {
  const bytes = Array.isArray(data) ? Buffer.concat(data) : data instanceof ArrayBuffer ? Buffer.from(data) : data;
  return isBinary ? bytes : bytes.toString('utf8');
}
