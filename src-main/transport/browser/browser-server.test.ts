import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect as connectSocket, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { recordAttack } from '../../../tools/vitest/attacks.ts';
import { dial } from '../dial.ts';
import { listen, type SocketServer } from '../socket-server.ts';
import { type BrowserServer, serveBrowser } from './browser-server.ts';

let folder: string;
let server: BrowserServer;
let echo: SocketServer;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'strata-browser-'));
  const root = join(folder, 'bundle');
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(root, 'index.html'), '<!doctype html><title>Strata</title>');
  writeFileSync(join(root, 'assets', 'ü b.js'), 'let x;');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  writeFileSync(`${root}-near`, 'secret');
  symlinkSync(join(folder, 'secret.txt'), join(root, 'link.txt'));
  echo = await listen('engine', (port) => port.addEventListener('message', ({ data }) => port.postMessage(data)));
  server = await serveBrowser({ root, port: 0, attach: () => dial(echo.address, 'engine') });
});
afterAll(async () => {
  await server.close();
  await echo.close();
  rmSync(folder, { recursive: true });
});

function get(path: string, headers: Record<string, string> = {}, method = 'GET') {
  return new Promise<{ status: number; body: string; headers: Record<string, unknown> }>((resolve, reject) => {
    // `path` goes out as it is: fetch would tidy the dots away.
    const asked = request({ host: '127.0.0.1', port: server.port, path, method, headers }, async (response) =>
      resolve({ status: response.statusCode ?? 0, body: await text(response), headers: response.headers }),
    );
    asked.on('error', reject).end();
  });
}

describe('the bundle', () => {
  it('is served with a strict policy', async () => {
    const page = await get('/');
    expect(page.status).toBe(200);
    expect(page.body).toContain('<title>Strata</title>');
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/script-src 'self';/);
    expect(page.headers['x-content-type-options']).toBe('nosniff');
    expect((await get('/assets/%C3%BC%20b.js?v=1')).body).toBe('let x;');
  });

  it.for([
    '/assets',
    '/assets/',
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '/../bundle-near',
    '/link.txt',
    '/%00',
    '/%zz',
    '//etc/passwd',
    '/not-there',
  ])('does not give %s', async (path, { task }) => {
    recordAttack({ task }, 'paths out of the bundle, over HTTP', 1);
    const { status, body } = await get(path);
    expect(status).toBe(404);
    expect(body).toBe('');
  });

  it('refuses other hosts and other methods', async ({ task }) => {
    const hosts = [
      'evil.example',
      `evil.example:${server.port}`,
      '127.0.0.1',
      `127.0.0.1:${server.port}.evil.example`,
      `evil.example#127.0.0.1:${server.port}`,
      `127.0.0.1:${server.port}@evil.example`,
      `[::1]:${server.port}`,
      `127.1:${server.port}`,
      `0.0.0.0:${server.port}`,
      `localhost.evil.example:${server.port}`,
      `localhost.:${server.port}`,
      `2130706433:${server.port}`,
    ];
    for (const host of hosts) expect((await get('/', { host })).status).toBe(421);
    recordAttack({ task }, 'DNS rebinding: a page of another host (Host header)', hosts.length);
    expect((await get('/', { host: `localhost:${server.port}` })).status).toBe(200);
    const methods = ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE'];
    for (const method of methods) expect((await get('/', {}, method)).status).toBe(405);
    const form = { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://evil.example' };
    for (const path of ['/', '/rpc']) expect((await get(path, form, 'POST')).status).toBe(405);
    recordAttack({ task }, 'cross-site form posts and other methods', methods.length + 2);
  });

  it('listens on loopback alone', async () => {
    const { networkInterfaces } = await import('node:os');
    const outside = Object.values(networkInterfaces())
      .flat()
      .filter((one) => one && !one.internal && one.family === 'IPv4');
    for (const one of outside) {
      const outcome = await new Promise((resolve) => {
        const socket = connectSocket(server.port, one?.address);
        socket.on('connect', () => resolve('open')).on('error', () => resolve('closed'));
      });
      expect(outcome).toBe('closed');
    }
  });
});

const token = () => new URLSearchParams(new URL(server.address).hash.slice(1)).get('token') ?? '';
const open = (origin: string | undefined, headers: Record<string, string> = {}, path = '/rpc') =>
  new WebSocket(`ws://127.0.0.1:${server.port}${path}`, { ...(origin ? { origin } : {}), headers });
const ended = (socket: WebSocket) =>
  new Promise<number>((resolve) => {
    socket.on('error', () => {});
    socket.on('close', (code) => resolve(code));
  });

describe('the WebSocket', () => {
  it('relays text and bytes in order, also those sent right behind the token', async () => {
    const socket = open(`http://127.0.0.1:${server.port}`);
    const seen: unknown[] = [];
    await new Promise<void>((resolve) => {
      socket.on('open', () => {
        socket.send(token());
        socket.send('first');
        socket.send(Uint8Array.of(1, 255));
        socket.send('x'.repeat(2_000_000));
      });
      socket.on('message', (data: Buffer, isBinary) => {
        seen.push(isBinary ? [...data] : data.length > 10 ? data.length : data.toString());
        if (seen.length === 3) resolve();
      });
    });
    expect(seen).toEqual(['first', [1, 255], 2_000_000]);
    socket.close();
  });

  it('closes the engine’s side when the browser goes', async () => {
    let closed = 0;
    const counting = await listen('engine', (port) => port.addEventListener('close', () => closed++));
    const other = await serveBrowser({ root: folder, port: 0, attach: () => dial(counting.address, 'engine') });
    const socket = new WebSocket(`ws://127.0.0.1:${other.port}/rpc`, { origin: `http://localhost:${other.port}` });
    await new Promise((resolve) => socket.on('open', resolve));
    socket.send(new URL(other.address).hash.slice('#token='.length));
    await new Promise((resolve) => setTimeout(resolve, 100));
    socket.close();
    while (closed === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await other.close();
    await counting.close();
  });

  it('refuses a wrong token, and the right one in any other place than the first message', async ({ task }) => {
    const own = `http://127.0.0.1:${server.port}`;
    const right = token();
    const call = '{"i":"1","p":{"u":"/system/doctor"}}';
    const wrong = [
      '',
      ' ',
      `${right}x`,
      right.slice(0, -1),
      right.toUpperCase(),
      `${right}\0`,
      `"${right}"`,
      call,
      '{}',
    ];
    const attempts: [WebSocket, string | Uint8Array][] = [
      ...wrong.map((first): [WebSocket, string] => [open(own), first]),
      [open(own), new TextEncoder().encode(right)],
      [open(own, { authorization: `Bearer ${right}` }), call],
      [open(own, { cookie: `token=${right}` }), call],
      [open(own, { 'x-token': right }), call],
    ];
    for (const [socket, first] of attempts) socket.on('open', () => socket.send(first));
    const codes = await Promise.all(attempts.map(([socket]) => ended(socket)));
    expect(codes).toEqual(attempts.map(() => 1008));
    recordAttack({ task }, 'wrong tokens, and tokens in another place', attempts.length);
  });

  it('drops who says nothing, or sends more than there is room for', async ({ task }) => {
    const mute = ended(open(`http://127.0.0.1:${server.port}`));
    const flood = open(`http://127.0.0.1:${server.port}`);
    flood.on('open', () => flood.send(token()));
    // The head of a masked frame that says it has 2^40 bytes.
    const head = Buffer.from([0x82, 0xff, 0, 0, 1, 0, 0, 0, 0, 0, 1, 2, 3, 4]);
    flood.on('open', () => (Reflect.get(flood, '_socket') as Socket).write(head));
    expect([1006, 1009]).toContain(await ended(flood));
    expect(await mute).toBe(1008);
    recordAttack({ task }, 'oversized frames and mute peers', 2);
  });

  it('refuses another Origin, none, another Host and another path', async ({ task }) => {
    const own = `http://127.0.0.1:${server.port}`;
    const attempts = [
      open('http://evil.example'),
      open(`http://evil.example:${server.port}`),
      open('null'),
      open(undefined),
      open(`https://127.0.0.1:${server.port}`),
      open(own, { host: `evil.example:${server.port}` }),
      open(own, {}, `/rpc?token=${token()}`),
      open(own, {}, '/'),
      open(own, {}, '//rpc'),
      open(own, {}, '/RPC'),
      open(`${own}/`),
      open(`${own}.evil.example`),
      open('file://'),
      open(`strata://app`),
    ];
    // 1006: it never opened.
    for (const socket of attempts) expect(await ended(socket)).toBe(1006);
    recordAttack({ task }, 'WebSockets of another origin, host or path', attempts.length);
  });
});
