import { implement } from '@orpc/server';
import { trashContract } from '#shared/contract/requests/trash.ts';
import type { EngineContext } from '../context.ts';
import { deleteForever, emptyTrash } from '../trash/delete-forever.ts';
import { countTrash, listTrash } from '../trash/list-trash.ts';
import { restore } from '../trash/restore.ts';

export function trashRouter(context: EngineContext) {
  const os = implement(trashContract);
  /** One deletion after the other: two windows must not count the same bytes. */
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work);
    last = result.catch(() => {});
    return result;
  };
  return {
    list: os.list.handler(() => listTrash(context)),
    count: os.count.handler(() => ({ count: countTrash(context) })),
    restore: os.restore.handler(({ input }) => restore(context, input.kind, input.item)),
    deleteForever: os.deleteForever.handler(({ input }) =>
      inTurn(async () => ({ freedBytes: await deleteForever(context, input.kind, input.item) })),
    ),
    empty: os.empty.handler(() => inTurn(() => emptyTrash(context))),
  };
}
