import { connect } from 'node:net';
import { HANDSHAKE_TIMEOUT_MS, WELCOME } from './handshake.ts';
import { SocketPort } from './socket-port.ts';

/** `nobody`: nothing listens there. `silent`: something does, but did not welcome us in time. */
export class DialError extends Error {
  readonly reason: 'nobody' | 'refused' | 'silent' | 'other-version';

  constructor(reason: DialError['reason']) {
    super(`no connection: ${reason}`);
    this.name = 'DialError';
    this.reason = reason;
  }
}

/** Connects to a `listen` of another process. Bundled into the shell too (Node 12). */
export async function dial(address: string, token: string): Promise<SocketPort> {
  const socket = connect(address);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', () => reject(new DialError('nobody')));
  });
  const port = new SocketPort(socket);
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    port.destroy();
  }, HANDSHAKE_TIMEOUT_MS);
  port.postMessage(token);
  const answer = await port.takeMessage();
  clearTimeout(timer);
  if (answer === WELCOME) return port;
  port.destroy();
  if (answer !== null) throw new DialError('other-version');
  throw new DialError(isLate ? 'silent' : 'refused');
}
