import type { AnyContractRouter } from '@orpc/contract';
import type { Router } from '@orpc/server';
import { connectParent } from './child.ts';
import { serve } from './rpc.ts';

/**
 * In a child process: answers its parent's calls until the parent is gone. Unexpected errors go to stderr, where the
 * parent keeps the last lines.
 */
export async function serveParent(
  router: Router<AnyContractRouter, Record<never, never>>,
  onLost?: () => void | Promise<void>,
): Promise<void> {
  const port = await connectParent(onLost);
  serve(router, port, (id, error, path) => {
    process.stderr.write(`${id} in ${path}: ${error instanceof Error ? (error.stack ?? error.message) : error}\n`);
  });
}
