import { oc } from '@orpc/contract';
import { z } from 'zod';
import { reference } from './datasets.ts';

export const trashKind = z.enum(['project', 'dataset', 'run']);
export type TrashKind = z.infer<typeof trashKind>;

export const trashEntry = z.object({
  kind: trashKind,
  id: z.string(),
  /** Of a run "Run 3", or "Run 3, wide" where it has a name. */
  name: z.string(),
  trashedAt: z.string(),
  /** Of a run: the project that it belongs to. */
  project: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Of a project: the runs that went with it and would come back with it. */
  runs: z.number(),
  /** What deleting it for good frees on the disk. */
  bytes: z.number(),
  /** Why it can't be deleted for good: runs that were trained on it; null where nothing is in the way. */
  keptFor: z.string().nullable(),
});
export type TrashEntry = z.infer<typeof trashEntry>;

const item = z.object({ kind: trashKind, item: reference });
const freed = z.object({ freedBytes: z.number() });

export const trashContract = {
  /** Newest first; `bytes` is what emptying frees. */
  list: oc.output(z.object({ entries: z.array(trashEntry), bytes: z.number() })),
  /** Cheap: nothing is measured. */
  count: oc.output(z.object({ count: z.number() })),
  /** `formerName` where its name was taken meanwhile, so that it came back under another. */
  restore: oc.input(item).output(z.object({ id: z.string(), name: z.string(), formerName: z.string().nullable() })),
  /** Refused with CONFLICT for a dataset that a run was trained on. */
  deleteForever: oc.input(item).output(freed),
  /** What runs outside the trash were trained on stays, and is named; CONFLICT where nothing else is in there. */
  empty: oc.output(
    freed.extend({
      deleted: z.number(),
      kept: z.array(z.object({ kind: trashKind, name: z.string(), why: z.string() })),
    }),
  ),
};
