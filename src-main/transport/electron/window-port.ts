import type { WebContents } from 'electron';
import { desktopChannels as channels } from '#shared/contract/desktop-channels.ts';
import { Inbox } from '../inbox.ts';
import { type MessageListener, type Port, type PortMessage, toPortMessage } from '../port.ts';

/** The shell's end of a window's port. Electron's IPC tells nothing of backlog: a window that reads is always near. */
export class WindowPort implements Port {
  closed = false;
  readonly isFull = false;
  private readonly contents: WebContents;
  private readonly id: number;
  private readonly inbox = new Inbox();

  constructor(contents: WebContents, id: number) {
    this.contents = contents;
    this.id = id;
  }

  receive(message: PortMessage | ArrayBuffer): void {
    this.inbox.push(toPortMessage(message));
  }

  postMessage(message: PortMessage | ArrayBuffer): void {
    if (this.closed) throw new Error('the port is closed');
    this.contents.send(channels.message, this.id, toPortMessage(message));
  }

  addEventListener(type: 'message' | 'close', listener: MessageListener | (() => void)): void {
    this.inbox.addEventListener(type, listener);
  }

  close(): void {
    if (this.closed) return;
    this.closed = true;
    if (!this.contents.isDestroyed()) this.contents.send(channels.close, this.id);
    this.inbox.end();
  }

  drained(): Promise<void> {
    return Promise.resolve();
  }

  pause(): void {
    this.inbox.pause();
  }

  resume(): void {
    this.inbox.resume();
  }
}
