import { z } from 'zod';
import type { PortMessage } from './port.ts';

/** What a peer may make us hold and walk through. A message's bytes (a picture, a tensor) are bounded by its frame alone. */
export interface MessageLimits {
  readonly jsonBytes: number;
  /** Values in one message, keys and list entries included. */
  readonly values: number;
}

/** A graph of 5,000 layers, the largest thing a person sends, has a tenth of it. */
export const REQUEST_LIMITS: MessageLimits = { jsonBytes: 32 * 1024 * 1024, values: 500_000 };
/** Between processes of ours: the rows of a training on millions of samples. */
export const OWN_PROCESS_LIMITS: MessageLimits = { jsonBytes: 256 * 1024 * 1024, values: 50_000_000 };

/** Deeper than anything we ask for; what is far deeper would end the recursion that parses it. */
const MAX_DEPTH = 64;
/** What ends the JSON part of a message with bytes; it never occurs in UTF-8. */
const DELIMITER = 0xff;

/** oRPC's messages from a client: a call, a piece of a stream (3) or a cancellation (4). */
const requestMessage = z.union([
  z.object({ i: z.string().max(100), t: z.literal([3, 4]), p: z.unknown().optional() }),
  z.object({
    i: z.string().max(100),
    t: z.literal(1).optional(),
    p: z.object({
      u: z.string().regex(/^(\/[A-Za-z0-9_]+){1,4}$/),
      h: z.strictObject({ 'content-type': z.string().startsWith('multipart/form-data') }).optional(),
      b: z.unknown().optional(),
    }),
  }),
]);
type RequestMessage = z.infer<typeof requestMessage>;

/**
 * A message as oRPC's server takes it, its bytes unpacked. Null for what it can't read: it would throw on it, in a promise
 * that nobody awaits.
 */
export async function readRequestMessage(message: PortMessage, limits: MessageLimits): Promise<RequestMessage | null> {
  try {
    const { json, bytes } = split(message);
    if (json.length > limits.jsonBytes) return null;
    const parsed = requestMessage.safeParse(JSON.parse(typeof json === 'string' ? json : decode(json)));
    if (!parsed.success) return null;
    const read = parsed.data;
    if (!('p' in read) || read.t === 3 || read.t === 4) return read;
    const call = read.p as { h?: { 'content-type': string }; b?: unknown };
    const body = call.h ? await formOf(bytes, call.h['content-type']) : call.b;
    const isBounded = fits(body instanceof FormData ? JSON.parse(String(body.get('data'))) : body, limits.values);
    // Null can't be read as an input: the call is answered with that.
    return { ...read, p: { ...call, h: {}, b: isBounded ? body : null } } as unknown as RequestMessage;
  } catch {
    return null;
  }
}

function split(message: PortMessage): { json: string | Uint8Array; bytes: Uint8Array } {
  if (typeof message === 'string') return { json: message, bytes: new Uint8Array() };
  const end = message.indexOf(DELIMITER);
  if (end < 0) return { json: message, bytes: new Uint8Array() };
  return { json: message.subarray(0, end), bytes: message.subarray(end + 1) };
}

const decode = (bytes: Uint8Array): string => new TextDecoder('utf-8', { fatal: true }).decode(bytes);

const formOf = (bytes: Uint8Array, type: string): Promise<FormData> =>
  new Response(bytes as Uint8Array<ArrayBuffer>, { headers: { 'content-type': type } }).formData();

/** Walks without recursion, which is what the depth is bounded for. */
function fits(value: unknown, maxValues: number): boolean {
  let level: unknown[] = [value];
  let count = 0;
  for (let depth = 0; level.length > 0; depth++) {
    count += level.length;
    if (depth > MAX_DEPTH || count > maxValues) return false;
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return true;
}
