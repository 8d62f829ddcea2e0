import { z } from 'zod';
import type { Port, PortMessage } from '#main/transport/port.ts';
import { errorCodes } from '#shared/util/app-error.ts';

/** What came back: `ok`, refused by the schema of the request (`not parsed`), a code of ours, or what must never be. */
export type Answer = 'ok' | 'not parsed' | 'cut off' | 'silence' | (typeof errorCodes)[number] | `strange: ${string}`;

/** A value or an error with a code that a person can act on. */
export const isProper = (answer: Answer): boolean =>
  answer !== 'INTERNAL' && !/^(silence|cut off|strange)/.test(answer);

const responseHead = z.object({
  i: z.string(),
  t: z.number().optional(),
  p: z
    .object({ s: z.number().optional(), b: z.unknown().optional(), e: z.string().optional(), d: z.unknown() })
    .partial()
    .optional(),
});
const failure = z.object({
  json: z.object({
    code: z.enum(errorCodes),
    message: z.string().min(1).max(20_000),
    data: z.looseObject({ issues: z.unknown() }).partial().optional(),
  }),
});

/**
 * Speaks to the engine below the typed client, which would never send what is to be tried: any text as the body of any
 * request.
 */
export class RawClient {
  readonly #port: Port;
  readonly #waiting = new Map<string, (answer: Answer) => void>();
  readonly #quietMs: number;
  #count = 0;
  /** Of the last message that came. */
  lastText = '';

  /** A stream that says nothing for `quietMs` is left, and counts as answered. */
  constructor(port: Port, quietMs = 50) {
    this.#port = port;
    this.#quietMs = quietMs;
    port.addEventListener('message', ({ data }) => this.#receive(data));
    port.addEventListener('close', () => this.#end('cut off'));
  }

  get closed(): boolean {
    return this.#port.closed;
  }

  /** Sends a request whose input is this JSON text; `bytes` are put at the places given. */
  async ask(
    request: string,
    json: string | null,
    bytes: { places: readonly (readonly (string | number)[])[]; data: Uint8Array } | null = null,
  ): Promise<Answer> {
    const url = `/${request.replace('.', '/')}`;
    if (!bytes)
      return this.send(
        (id) =>
          `{"i":"${id}","p":{"u":"${url}","b":{"json":${json ?? 'null'}${json === null ? ',"meta":[[3]]' : ''}}}}`,
      );
    const form = new FormData();
    form.set('data', `{"json":${json},"maps":${JSON.stringify(bytes.places)}}`);
    for (const i of bytes.places.keys()) form.set(String(i), new Blob([Uint8Array.from(bytes.data)]));
    const encoded = new Response(form);
    const head = (id: string) =>
      JSON.stringify({ i: id, p: { u: url, h: { 'content-type': encoded.headers.get('content-type') } } });
    const body = Buffer.from(await encoded.arrayBuffer());
    return this.send((id) => Buffer.concat([Buffer.from(head(id)), Buffer.of(0xff), body]));
  }

  /** Any message; it is taken as answered by what carries the id it was made with. */
  send(message: (id: string) => PortMessage, patienceMs = 20_000): Promise<Answer> {
    const id = `r${this.#count++}`;
    return new Promise((resolve) => {
      const timer = setTimeout(() => done('silence'), patienceMs);
      const done = (answer: Answer) => {
        clearTimeout(timer);
        this.#waiting.delete(id);
        resolve(answer);
      };
      this.#waiting.set(id, done);
      if (this.#port.closed) done('cut off');
      else this.#port.postMessage(message(id));
    });
  }

  close(): void {
    this.#port.close();
  }

  #receive(data: PortMessage): void {
    const text = typeof data === 'string' ? data : data.subarray(0, data.indexOf(0xff)).toString();
    this.lastText = text;
    const { i: id, t: type, p: payload } = responseHead.parse(JSON.parse(text));
    const done = this.#waiting.get(id);
    const isStream = JSON.stringify(payload).includes('text/event-stream');
    if (!done || (type === 3 && payload?.e === 'message')) return;
    if (type === 3) {
      done(payload?.e === 'error' ? codeOf(payload.d) : 'ok');
    } else if ((payload?.s ?? 200) >= 400) {
      done(codeOf(payload?.b));
    } else if (!isStream) {
      done('ok');
    } else {
      setTimeout(() => {
        if (!this.#port.closed) this.#port.postMessage(`{"i":"${id}","t":4}`);
        done('ok');
      }, this.#quietMs);
    }
  }

  #end(answer: Answer): void {
    for (const done of [...this.#waiting.values()]) done(answer);
  }
}

function codeOf(body: unknown): Answer {
  const parsed = failure.safeParse(body);
  if (!parsed.success) return `strange: ${JSON.stringify(body)?.slice(0, 300)}`;
  const { code, data } = parsed.data.json;
  return data?.issues ? 'not parsed' : code;
}
