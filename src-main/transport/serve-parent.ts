import type { AnyContractRouter } from '@orpc/contract';
import type { Router } from '@orpc/server';
import { connectParent, reportUnexpected } from './child.ts';
import { serve } from './rpc.ts';

/**
 * In a child process: answers its parent's calls until the parent is gone, whose log gets the unexpected errors.
 */
export async function serveParent(
  router: Router<AnyContractRouter, Record<never, never>>,
  onLost?: () => void | Promise<void>,
): Promise<void> {
  const port = await connectParent(onLost);
  serve(router, port, (id, error, path) => {
    const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
    reportUnexpected({ id, path, message, stack });
  });
}
