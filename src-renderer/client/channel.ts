import type { ClientLink } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import type { DesktopApi } from '#shared/contract/desktop-api.ts';
import { browserToken } from './token.ts';

export type Link = ClientLink<Record<never, never>>;

/** One open way to the engine. `closed` resolves when it ends, with `refused` when the engine did not accept us. */
export interface Channel {
  readonly link: Link;
  /** False from the moment that nothing can be sent any more, which is before `closed` resolves. */
  isOpen(): boolean;
  readonly closed: Promise<'lost' | 'refused'>;
}

/** WebSocket close code for a policy violation: the token was wrong. */
const POLICY_VIOLATION = 1008;
const REFUSED = 4401;

type Message = string | Uint8Array<ArrayBuffer>;

interface Ends {
  isOpen(): boolean;
  send(message: Message): void;
  onMessage(listener: (data: unknown) => void): void;
  onClose(listener: () => void): void;
}

/**
 * What is sent after the end is dropped, and ends every call once more: a call that begins in that moment fails instead
 * of waiting for ever, and one that is cancelled then does not fail in a promise that nobody holds.
 */
function portLink(ends: Ends): Link {
  const closeListeners: (() => void)[] = [];
  const send = (message: Message) => {
    if (ends.isOpen()) ends.send(message);
    else for (const listener of closeListeners) listener();
  };
  return new PortLink({
    port: {
      postMessage: (data: unknown) => send(data as Message),
      onMessage: { addListener: (listener) => ends.onMessage(listener) },
      onDisconnect: {
        addListener: (listener) => {
          closeListeners.push(listener);
          ends.onClose(listener);
        },
      },
    },
  });
}

/** The desktop window's way: the preload's port, relayed by the shell to the engine. */
export function openDesktopChannel(api: DesktopApi): Channel {
  const port = api.connect();
  const closed = new Promise<'lost'>((resolve) => port.addEventListener('close', () => resolve('lost')));
  let isOpen = true;
  port.addEventListener('close', () => {
    isOpen = false;
  });
  const link = portLink({
    isOpen: () => isOpen,
    send: (message) => port.postMessage(message),
    onMessage: (listener) => port.addEventListener('message', (event) => listener(event.data)),
    onClose: (listener) => port.addEventListener('close', listener),
  });
  return { link, closed, isOpen: () => isOpen };
}

/** The browser mode's way: a WebSocket to the server of this page, whose first message is the token. */
export function openSocketChannel(): Promise<Channel> {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(`${scheme}//${location.host}/rpc`);
  socket.binaryType = 'arraybuffer';
  return new Promise((resolve, reject) => {
    socket.addEventListener('error', () => reject(new Error('The engine does not answer.')), { once: true });
    socket.addEventListener(
      'open',
      () => {
        socket.send(browserToken());
        const closed = new Promise<'lost' | 'refused'>((settle) => {
          socket.addEventListener('close', (event) =>
            settle(event.code === REFUSED || event.code === POLICY_VIOLATION ? 'refused' : 'lost'),
          );
        });
        const isOpen = () => socket.readyState === WebSocket.OPEN;
        const link = portLink({
          isOpen,
          send: (message) => socket.send(message),
          onMessage: (listener) => socket.addEventListener('message', (event) => listener(event.data)),
          onClose: (listener) => socket.addEventListener('close', listener),
        });
        resolve({ link, closed, isOpen });
      },
      { once: true },
    );
  });
}
