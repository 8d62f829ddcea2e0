import type { Socket } from 'node:net';
import { encodeFrame, FrameDecoder, MAX_FRAME_BYTES } from './frames.ts';
import { Inbox } from './inbox.ts';
import { HIGH_WATER_BYTES, type MessageListener, type Port, type PortMessage, toPortMessage } from './port.ts';

/** A port over a local socket. Bundled into the shell too (Node 12). */
export class SocketPort implements Port {
  closed = false;
  private readonly socket: Socket;
  private readonly inbox = new Inbox();
  private readonly decoder: FrameDecoder;
  private limit: number;
  private drainWaiters: (() => void)[] = [];

  constructor(socket: Socket, limit = MAX_FRAME_BYTES) {
    this.socket = socket;
    this.limit = limit;
    this.decoder = new FrameDecoder(() => this.limit);
    socket.setNoDelay(true);
    socket.on('data', (piece: Uint8Array) => this.receive(piece));
    socket.on('drain', () => this.releaseWaiters());
    // The reason (reset, broken pipe) tells no more than that the other side is gone; 'close' follows.
    socket.on('error', () => socket.destroy());
    socket.on('end', () => socket.end());
    socket.on('close', () => this.finish());
  }

  /** Once the peer has shown its token. */
  raiseLimit(): void {
    this.limit = MAX_FRAME_BYTES;
  }

  postMessage(message: PortMessage | ArrayBuffer): void {
    if (this.closed) throw new Error('the port is closed');
    const [header, payload] = encodeFrame(toPortMessage(message));
    this.socket.cork();
    this.socket.write(header);
    this.socket.write(payload);
    this.socket.uncork();
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

  close(): void {
    if (this.closed) return;
    this.closed = true;
    // What was posted before is still sent; a peer that does not read it is dropped after a second.
    this.socket.end();
    const timer = setTimeout(() => this.socket.destroy(), 1000);
    this.socket.once('close', () => clearTimeout(timer));
  }

  get isFull(): boolean {
    return !this.closed && this.socket.writableLength >= HIGH_WATER_BYTES;
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

  /** Closes without sending what still waits. */
  destroy(): void {
    this.socket.destroy();
  }

  private receive(piece: Uint8Array): void {
    try {
      for (const message of this.decoder.push(piece)) this.inbox.push(message);
    } catch {
      this.socket.destroy();
    }
  }

  private finish(): void {
    this.closed = true;
    this.releaseWaiters();
    this.inbox.end();
  }

  private releaseWaiters(): void {
    for (const resolve of this.drainWaiters.splice(0)) resolve();
  }
}
