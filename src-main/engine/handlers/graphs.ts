import { implement } from '@orpc/server';
import { graphsContract } from '#shared/contract/requests/graphs.ts';
import { checkGraphFile } from '../projects/check-graph.ts';

export function graphsRouter() {
  const os = implement(graphsContract);
  return { check: os.check.handler(({ input }) => checkGraphFile(input.path)) };
}
