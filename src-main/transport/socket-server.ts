import { createServer } from 'node:net';
import { HANDSHAKE_TIMEOUT_MS, WELCOME } from './handshake.ts';
import { newSocketAddress, removeSocketAddress } from './socket-address.ts';
import { SocketPort } from './socket-port.ts';
import { isSameToken } from './token.ts';

/** Room for a token, before the peer has shown one. */
const LIMIT_BEFORE_TOKEN = 1024;

export interface SocketServer {
  readonly address: string;
  /** Stops listening; the ports it gave out live on. */
  release(): Promise<void>;
  /** Stops listening and closes every port it gave out. */
  close(): Promise<void>;
}

/** Listens at a fresh private address. `onPort` gets each peer whose first message was the token; others are dropped. */
export async function listen(token: string, onPort: (port: SocketPort) => void): Promise<SocketServer> {
  const address = await newSocketAddress();
  const strangers = new Set<SocketPort>();
  const guests = new Set<SocketPort>();

  const server = createServer(async (socket) => {
    const port = new SocketPort(socket, LIMIT_BEFORE_TOKEN);
    strangers.add(port);
    const timer = setTimeout(() => port.destroy(), HANDSHAKE_TIMEOUT_MS);
    const given = await port.takeMessage();
    clearTimeout(timer);
    strangers.delete(port);
    if (port.closed || !isSameToken(given, token)) {
      port.destroy();
      return;
    }
    port.raiseLimit();
    port.postMessage(WELCOME);
    guests.add(port);
    port.addEventListener('close', () => guests.delete(port));
    onPort(port);
  });

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(address, resolve);
  });

  const release = async () => {
    server.close();
    for (const port of strangers) port.destroy();
    await removeSocketAddress(address);
  };
  return {
    address,
    release,
    async close() {
      const ends = [...guests].map((port) => new Promise<void>((resolve) => port.addEventListener('close', resolve)));
      for (const port of guests) port.close();
      await Promise.all([release(), ...ends]);
    },
  };
}
