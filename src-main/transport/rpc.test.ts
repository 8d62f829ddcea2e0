import { eventIterator, oc } from '@orpc/contract';
import { implement } from '@orpc/server';
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from '#shared/util/app-error.ts';
import { dial } from './dial.ts';
import type { Port } from './port.ts';
import { type Client, connect, serve } from './rpc.ts';
import { listen, type SocketServer } from './socket-server.ts';

const contract = {
  double: oc.input(z.object({ value: z.number().max(100) })).output(z.object({ value: z.number() })),
  fail: oc.input(z.object({ how: z.enum(['expected', 'unexpected']) })).output(z.object({})),
  reverse: oc
    .input(z.object({ data: z.instanceof(Blob) }))
    .output(z.object({ size: z.number(), data: z.instanceof(Blob) })),
  count: oc
    .input(z.object({ to: z.number(), failAfter: z.boolean() }))
    .output(eventIterator(z.object({ n: z.number() }))),
  quiet: oc.output(eventIterator(z.object({}))),
  sleep: oc.output(z.object({})),
  flood: oc.output(eventIterator(z.object({ data: z.string() }))),
};

const logged: { id: string; path: string }[] = [];
let ended = 0;
let aborted = 0;
let produced = 0;
const os = implement(contract);
const router = os.router({
  double: os.double.handler(({ input }) => ({ value: input.value * 2 })),
  fail: os.fail.handler(({ input }) => {
    if (input.how === 'expected') throw new AppError('NOT_FOUND', 'There is no run "x".', { run: 'x' });
    throw new TypeError('a mistake with /secret/path');
  }),
  reverse: os.reverse.handler(async ({ input }) => {
    const bytes = new Uint8Array(await input.data.arrayBuffer()).reverse();
    return { size: bytes.length, data: new Blob([bytes]) };
  }),
  count: os.count.handler(async function* ({ input }) {
    for (let n = 1; n <= input.to; n++) yield { n };
    if (input.failAfter) throw new AppError('DISK_FULL', 'The disk is full.', { needed: 5 });
  }),
  quiet: os.quiet.handler(async function* ({ signal }) {
    signal?.addEventListener('abort', () => ended++);
    await new Promise(() => {});
    yield {};
  }),
  sleep: os.sleep.handler(async ({ signal }) => {
    await new Promise<void>((resolve) => signal?.addEventListener('abort', () => resolve()));
    aborted++;
    return {};
  }),
  flood: os.flood.handler(async function* () {
    for (;;) {
      produced++;
      yield { data: 'x'.repeat(1024 * 1024) };
    }
  }),
});

let server: SocketServer | undefined;
let port: Port | undefined;
async function start(): Promise<Client<typeof contract>> {
  server = await listen('secret', (peer) => serve(router, peer, (id, _error, path) => logged.push({ id, path })));
  port = await dial(server.address, 'secret');
  return connect<typeof contract>(port);
}

afterEach(async () => {
  port?.close();
  await server?.close();
});

async function failure(promise: Promise<unknown>): Promise<AppError> {
  const thrown = await promise.then(
    () => null,
    (error: unknown) => error,
  );
  if (!(thrown instanceof AppError)) throw new Error(`expected an AppError, got ${String(thrown)}`);
  return thrown;
}

const until = async (condition: () => boolean) => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
};

describe('calls over a real socket', () => {
  it('answers, in any order, many at once', async () => {
    const client = await start();
    const values = await Promise.all(Array.from({ length: 50 }, (_, value) => client.double({ value })));
    expect(values.map((answer) => answer.value)).toEqual(Array.from({ length: 50 }, (_, value) => value * 2));
  });

  it('carries bytes both ways', async () => {
    const client = await start();
    const bytes = Uint8Array.from({ length: 3_000_000 }, (_, i) => (i * 31) & 255);
    const { data, size } = await client.reverse({ data: new Blob([bytes]) });
    expect(size).toBe(bytes.length);
    expect(Buffer.from(await data.arrayBuffer()).equals(Buffer.from(bytes).reverse())).toBe(true);
  });

  it('gives an expected failure with code, message and details', async () => {
    const client = await start();
    const error = await failure(client.fail({ how: 'expected' }));
    expect(error.toData()).toEqual({ code: 'NOT_FOUND', message: 'There is no run "x".', details: { run: 'x' } });
  });

  it('hides an unexpected one behind an id, which the log has', async () => {
    const client = await start();
    const error = await failure(client.fail({ how: 'unexpected' }));
    expect(error.code).toBe('INTERNAL');
    expect(error.message).not.toContain('secret');
    expect(logged.at(-1)).toEqual({ id: error.details.id, path: 'fail' });
  });

  it('names what is wrong with the input', async () => {
    const client = await start();
    const error = await failure(client.double({ value: 101 }));
    expect(error.code).toBe('BAD_INPUT');
    expect(error.message).toContain('value');
    expect(error.details.issues).toMatchObject([{ path: 'value' }]);
  });

  it('streams in order to the end, errors included', async () => {
    const client = await start();
    const seen: number[] = [];
    for await (const { n } of await client.count({ to: 500, failAfter: false })) seen.push(n);
    expect(seen).toEqual(Array.from({ length: 500 }, (_, i) => i + 1));
    const failing = await client.count({ to: 1, failAfter: true });
    await failing.next();
    expect((await failure(failing.next())).toData()).toEqual({
      code: 'DISK_FULL',
      message: 'The disk is full.',
      details: { needed: 5 },
    });
  });

  it('ends a quiet stream that is left', async () => {
    const client = await start();
    const before = ended;
    const stream = await client.quiet();
    void stream.next().catch(() => {});
    await stream.return?.(undefined);
    await until(() => ended === before + 1);
  });

  it('cancels a call on the other side too, even at once', async () => {
    const client = await start();
    for (const delay of [0, 20]) {
      const before = aborted;
      const controller = new AbortController();
      const call = failure(client.sleep(undefined, { signal: controller.signal }));
      if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay));
      else await Promise.resolve();
      controller.abort();
      expect((await call).code).toBe('CANCELLED');
      if (delay > 0) await until(() => aborted === before + 1);
    }
  });

  it('does not run ahead of a reader that takes nothing', async () => {
    const client = await start();
    const stream = await client.flood();
    await stream.next();
    port?.pause();
    await new Promise((resolve) => setTimeout(resolve, 150));
    const soon = produced;
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(produced).toBe(soon);
    expect(produced).toBeLessThan(40);
    port?.resume();
  });

  it('fails what is under way and what comes after when the connection goes', async () => {
    const client = await start();
    const call = failure(client.sleep());
    const stream = await client.quiet();
    const next = failure(stream.next());
    await server?.close();
    expect((await call).details).toEqual({ reason: 'disconnected' });
    expect((await next).details).toEqual({ reason: 'disconnected' });
    expect((await failure(client.double({ value: 1 }))).details).toEqual({ reason: 'disconnected' });
  });

  it('cuts off a peer that talks nonsense, and serves others on', async () => {
    const client = await start();
    for (const nonsense of [
      '{',
      '[]',
      '{"i":1}',
      new Uint8Array([1, 2, 3]),
      '{"i":"1","p":{"u":"http://elsewhere/"}}',
    ]) {
      const peer = await dial(server?.address ?? '', 'secret');
      const closed = new Promise<void>((resolve) => peer.addEventListener('close', resolve));
      peer.postMessage(nonsense);
      await closed;
    }
    expect(await client.double({ value: 4 })).toEqual({ value: 8 });
  });
});
