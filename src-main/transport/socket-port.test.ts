import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { connect as connectSocket } from 'node:net';
import { dirname } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dial } from './dial.ts';
import { encodeFrame } from './frames.ts';
import type { Port, PortMessage } from './port.ts';
import { listen, type SocketServer } from './socket-server.ts';

let server: SocketServer;
let peers: Port[];
beforeEach(async () => {
  peers = [];
  server = await listen('the-token', (port) => peers.push(port));
});
afterEach(() => server.close());

const messagesOf = (port: Port): PortMessage[] => {
  const seen: PortMessage[] = [];
  port.addEventListener('message', (event) => seen.push(event.data));
  return seen;
};
const until = async (condition: () => boolean) => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
};

describe('a socket server', () => {
  it('lies in a folder that only this user may enter', () => {
    expect(statSync(dirname(server.address)).mode & 0o777).toBe(0o700);
  });

  it('leaves nothing behind', async () => {
    await server.close();
    expect(existsSync(dirname(server.address))).toBe(false);
  });

  it('carries text and bytes in order, and keeps them for a late listener', async () => {
    const port = await dial(server.address, 'the-token');
    for (let i = 0; i < 100; i++) port.postMessage(i % 2 ? `text ${i}` : Uint8Array.of(i));
    await new Promise((resolve) => setTimeout(resolve, 20));
    const seen = messagesOf(peers[0] as Port);
    await until(() => seen.length === 100);
    expect(seen.map((one) => (typeof one === 'string' ? one : one[0]))).toEqual(
      Array.from({ length: 100 }, (_, i) => (i % 2 ? `text ${i}` : i)),
    );
  });

  it('delivers what was posted before close, then tells of the close', async () => {
    const port = await dial(server.address, 'the-token');
    const peer = peers[0] as Port;
    const order: string[] = [];
    peer.addEventListener('message', (event) => order.push(String(event.data)));
    peer.addEventListener('close', () => order.push('closed'));
    port.postMessage('last words');
    port.close();
    expect(() => port.postMessage('more')).toThrow(/closed/);
    await until(() => order.includes('closed'));
    expect(order).toEqual(['last words', 'closed']);
    expect(peer.closed).toBe(true);
  });

  it('holds a producer back while the reader pauses', async () => {
    const port = await dial(server.address, 'the-token');
    const peer = peers[0] as Port;
    peer.pause();
    port.postMessage(new Uint8Array(16 * 1024 * 1024));
    let isDrained = false;
    void port.drained().then(() => {
      isDrained = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(isDrained).toBe(false);
    peer.resume();
    await until(() => isDrained);
  });
});

describe('a stranger', () => {
  it.each(['the-toke', 'the-token2', '', 'x'.repeat(900)])('with the token %j is dropped', async (token) => {
    await expect(dial(server.address, token)).rejects.toMatchObject({ reason: 'refused' });
    expect(peers).toHaveLength(0);
  });

  it('with a token of bytes, or a first message too large, is dropped', async () => {
    for (const first of [new TextEncoder().encode('the-token'), 'x'.repeat(5000)]) {
      const socket = connectSocket(server.address);
      const [header, payload] = encodeFrame(first);
      socket.write(header);
      socket.write(payload);
      socket.on('error', () => {});
      await once(socket, 'close');
    }
    expect(peers).toHaveLength(0);
  });

  it('finds nobody where nothing listens', async () => {
    await expect(dial(`${server.address}-not`, 'the-token')).rejects.toMatchObject({ reason: 'nobody' });
  });
});
