import { connect } from 'node:net';
import { oc } from '@orpc/contract';
import { implement } from '@orpc/server';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { seededRandom } from '#shared/data/seeded-random.ts';
import { recordAttack } from '../../tools/vitest/attacks.ts';
import { dial } from './dial.ts';
import { encodeFrame } from './frames.ts';
import { HANDSHAKE_TIMEOUT_MS } from './handshake.ts';
import { connect as connectClient, serve } from './rpc.ts';
import { listen, type SocketServer } from './socket-server.ts';

const contract = {
  double: oc.input(z.object({ value: z.number() })).output(z.object({ value: z.number() })),
  size: oc.input(z.object({ data: z.instanceof(Blob) })).output(z.object({ size: z.number() })),
};
const os = implement(contract);
const router = os.router({
  double: os.double.handler(({ input }) => ({ value: input.value * 2 })),
  size: os.size.handler(({ input }) => ({ size: input.data.size })),
});

let server: SocketServer;
let unexpected: string[];
let rejections: unknown[];
const onRejection = (reason: unknown) => rejections.push(reason);
beforeEach(async () => {
  unexpected = [];
  rejections = [];
  process.on('unhandledRejection', onRejection);
  server = await listen('the-token', (port) => serve(router, port, (id, error) => unexpected.push(`${id} ${error}`)));
});
afterEach(async () => {
  await server.close();
  process.off('unhandledRejection', onRejection);
});

/** Another peer is served as if nothing had been, and nothing was thrown where nobody looks. */
async function expectServed(): Promise<void> {
  const port = await dial(server.address, 'the-token');
  expect(await connectClient<typeof contract>(port).double({ value: 21 })).toEqual({ value: 42 });
  port.close();
  expect(unexpected).toEqual([]);
  expect(rejections).toEqual([]);
}

/** Sends bytes and resolves when the server hangs up. */
const hungUpOn = (pieces: readonly Uint8Array[]) =>
  new Promise<void>((resolve) => {
    const socket = connect(server.address);
    socket.on('error', () => {});
    socket.on('close', () => resolve());
    socket.resume();
    for (const piece of pieces) socket.write(piece);
  });

const frame = (message: string | Uint8Array) => Buffer.concat(encodeFrame(message));
const header = (length: number, kind: number) => {
  const bytes = Buffer.alloc(5);
  bytes.writeUInt32BE(length, 0);
  bytes.writeUInt8(kind, 4);
  return bytes;
};

test('lies of length, unknown kinds and noise before the token are cut off', async ({ task }) => {
  const random = seededRandom(11);
  const noise = Array.from({ length: 60 }, () => Buffer.from(Array.from({ length: 2000 }, () => random.below(256))));
  const lies = [0, 1026, 2 ** 31, 2 ** 32 - 1].map((length) => Buffer.concat([header(length, 0), Buffer.alloc(2000)]));
  const kinds = [2, 3, 127, 255].map((kind) => Buffer.concat([header(100, kind), Buffer.alloc(200)]));
  const http = Buffer.from('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
  const tried = [...noise, ...lies, ...kinds, http];
  await Promise.all(tried.map((bytes) => hungUpOn([bytes])));
  await expectServed();
  recordAttack({ task }, 'lies of length and noise on the socket', tried.length);
});

test('lies of length and noise behind the right token are cut off', async ({ task }) => {
  const random = seededRandom(12);
  const noise = Array.from({ length: 60 }, () => {
    const bytes = Buffer.from(Array.from({ length: 300 }, () => random.below(256)));
    return random.below(2) ? frame(bytes) : Buffer.concat([header(0, 0), bytes]);
  });
  const tried = [...noise, header(2 ** 32 - 1, 1), header(256 * 2 ** 20 + 1, 1), header(5, 9)];
  await Promise.all(tried.map((bytes) => hungUpOn([frame('the-token'), bytes])));
  await expectServed();
  recordAttack({ task }, 'lies of length and noise on the socket', tried.length);
});

test('a thousand strangers, and those who send a byte at a time, keep nobody out', async ({ task }) => {
  const began = Date.now();
  const strangers: Promise<void>[] = [];
  // In waves: the system keeps only some hundreds waiting for a server that has no turn in between.
  for (let wave = 0; wave < 10; wave++) {
    strangers.push(...Array.from({ length: 100 }, () => hungUpOn([])));
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const slow = Array.from({ length: 20 }, () => {
    const socket = connect(server.address);
    socket.on('error', () => {});
    const timer = setInterval(() => socket.write(Buffer.of(0)), 200);
    return new Promise<void>((resolve) => socket.on('close', () => resolve(clearInterval(timer))));
  });
  await expectServed();
  await Promise.all([...strangers, ...slow]);
  expect(Date.now() - began).toBeGreaterThan(HANDSHAKE_TIMEOUT_MS - 500);
  await expectServed();
  recordAttack({ task }, 'strangers that hold connections open', strangers.length + slow.length);
});

test('half frames of many peers hold nobody up', async ({ task }) => {
  const sockets = Array.from({ length: 50 }, () => connect(server.address));
  for (const socket of sockets) {
    socket.on('error', () => {});
    socket.write(frame('the-token'));
    socket.write(Buffer.concat([header(200 * 2 ** 20, 1), Buffer.alloc(1000)]));
  }
  await expectServed();
  for (const socket of sockets) socket.destroy();
  await expectServed();
  recordAttack({ task }, 'half frames', sockets.length);
});

const multipart = (head: string, body: string) =>
  Buffer.concat([Buffer.from(head), Buffer.of(0xff), Buffer.from(body)]);
const form = (type: string) => `{"i":"1","p":{"u":"/size","h":{"content-type":"${type}"}}}`;

test('messages that no client of ours sends are cut off or answered, never thrown on', async ({ task }) => {
  const call = (rest: string) => `{"i":"1","p":{"u":"/double"${rest}}}`;
  const cutOff: (string | Uint8Array)[] = [
    ...['', '{', 'null', '[]', '0', '"x"', '{}', '{"i":1}', '{"i":"1"}', '{"i":"1","t":2,"p":{}}', '{"i":"1","t":9}'],
    ...['http://x/', '/double?data=1', '//double', '/../double', '/double#x', '/%2e', '/a b', '/__proto__/x/y/z/u'].map(
      (url) => `{"i":"1","p":{"u":"${url}"}}`,
    ),
    call(',"h":{"content-disposition":"x"}'),
    call(',"h":{"content-type":"text/event-stream"}'),
    call(',"h":{"content-type":["multipart/form-data"]}'),
    call(',"h":{"last-event-id":"x"}'),
    `{"i":"${'x'.repeat(1000)}","p":{"u":"/double"}}`,
    multipart(form('multipart/form-data'), 'x'),
    multipart(form('multipart/form-data; boundary=x'), '--y\r\n'),
    multipart(
      form('multipart/form-data; boundary=x'),
      '--x\r\nContent-Disposition: form-data; name="data"\r\n\r\n{\r\n--x--\r\n',
    ),
    Buffer.from([0x7b, 0xc3, 0x28, 0x7d]),
    `${'['.repeat(1_000_000)}`,
  ];
  for (const message of cutOff) await hungUpOn([frame('the-token'), frame(message)]);

  const answered = [
    call(''),
    call(',"b":null'),
    call(',"b":0'),
    call(',"b":{"json":{"value":null},"meta":[[2,"value"]]}'),
    call(',"b":{"json":{"value":1},"meta":5}'),
    call(',"b":{"json":{"value":1},"meta":[[0,"value"],[99,"value"]]}'),
    call(',"b":{"json":{},"meta":[[3,"__proto__","polluted"]]}'),
    call(',"b":{"json":{"a":null},"meta":[[3,"constructor","prototype","polluted"]]}'),
    call(`,"b":{"json":{"value":"${'9'.repeat(100_000)}"},"meta":[[0,"value"]]}`),
    call(',"b":{"json":{"value":"/(a+)+$/"},"meta":[[5,"value"]]}'),
    call(',"b":{"json":{"value":"http://"},"meta":[[4,"value"]]}'),
    call(`,"b":{"json":${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
    call(`,"b":{"json":[${'0,'.repeat(600_000)}0]}`),
    '{"i":"1","p":{"u":"/nothing/here"}}',
    '{"i":"1","p":{"u":"/__proto__/toString"}}',
    '{"i":"1","p":{"u":"/constructor"}}',
    multipart(
      form('multipart/form-data; boundary=x'),
      '--x\r\nContent-Disposition: form-data; name="data"\r\n\r\n{"json":{},"maps":[["data"]]}\r\n--x--\r\n',
    ),
  ];
  for (const message of answered) {
    const port = await dial(server.address, 'the-token');
    const answer = new Promise<string>((resolve, reject) => {
      port.addEventListener('message', ({ data }) => resolve(String(data)));
      port.addEventListener('close', () => reject(new Error(`cut off: ${String(message).slice(0, 100)}`)));
    });
    port.postMessage(message);
    expect(await answer).toMatch(/"code":"(BAD_INPUT|NOT_SUPPORTED)"/);
    port.close();
  }
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  await expectServed();
  recordAttack({ task }, 'messages that no client sends', cutOff.length + answered.length);
});
