import { implement } from '@orpc/server';
import { graphsContract } from '#shared/contract/requests/graphs.ts';
import type { EngineContext } from '../context.ts';
import { checkGraphFile } from '../projects/check-graph.ts';

export function graphsRouter(context: EngineContext) {
  const os = implement(graphsContract);
  return { check: os.check.handler(({ input }) => checkGraphFile(context, input.path)) };
}
