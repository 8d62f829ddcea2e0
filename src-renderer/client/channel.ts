import type { ClientLink } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import type { DesktopApi } from '#shared/contract/desktop-api.ts';
import { browserToken } from './token.ts';

export type Link = ClientLink<Record<never, never>>;

/** One open way to the engine. `closed` resolves when it ends, with `refused` when the engine did not accept us. */
export interface Channel {
  readonly link: Link;
  readonly closed: Promise<'lost' | 'refused'>;
}

/** WebSocket close code for a policy violation: the token was wrong. */
const POLICY_VIOLATION = 1008;
const REFUSED = 4401;

/** The desktop window's way: the preload's port, relayed by the shell to the engine. */
export function openDesktopChannel(api: DesktopApi): Channel {
  const port = api.connect();
  const closed = new Promise<'lost'>((resolve) => port.addEventListener('close', () => resolve('lost')));
  const link = new PortLink({
    port: {
      postMessage: (data: unknown) => port.postMessage(data as string | Uint8Array),
      onMessage: { addListener: (listener) => port.addEventListener('message', (event) => listener(event.data)) },
      onDisconnect: { addListener: (listener) => port.addEventListener('close', listener) },
    },
  });
  return { link, closed };
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
        resolve({ link: new SocketLink({ websocket: socket }), closed });
      },
      { once: true },
    );
  });
}
