import { z } from 'zod';
import type { PortMessage } from './port.ts';

/** What ends the JSON part of a message with bytes; it never occurs in UTF-8. */
const DELIMITER = 0xff;

/** oRPC's messages from a client: a call, a piece of a stream (3) or a cancellation (4). */
const requestMessage = z.union([
  z.object({ i: z.string(), t: z.literal([3, 4]), p: z.unknown().optional() }),
  z.object({
    i: z.string(),
    t: z.literal(1).optional(),
    p: z.object({
      u: z.string().startsWith('/'),
      h: z.record(z.string(), z.union([z.string(), z.array(z.string())])).optional(),
      m: z.string().optional(),
      b: z.unknown().optional(),
    }),
  }),
]);

/** Whether oRPC's server can read it: what it can't read it throws on, in a promise that nobody awaits. */
export function isRequestMessage(message: PortMessage): boolean {
  try {
    return requestMessage.safeParse(JSON.parse(jsonPart(message))).success;
  } catch {
    return false;
  }
}

function jsonPart(message: PortMessage): string {
  if (typeof message === 'string') return message;
  const end = message.indexOf(DELIMITER);
  return new TextDecoder('utf-8', { fatal: true }).decode(end < 0 ? message : message.subarray(0, end));
}
