import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';

/** What the processes that transport's tests start can be asked. */
export const echoContract = {
  pid: oc.output(z.object({ pid: z.number(), word: z.string() })),
  reverse: oc.input(z.object({ data: z.instanceof(Blob) })).output(z.object({ data: z.instanceof(Blob) })),
  ticks: oc.output(eventIterator(z.object({ n: z.number() }))),
  fail: oc.output(z.object({})),
  die: oc.input(z.object({ word: z.string() })).output(z.object({})),
};
