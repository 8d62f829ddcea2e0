import type { AnyContractRouter } from '@orpc/contract';
import type { Router } from '@orpc/server';
import { connectParent, reportUnexpected } from './child.ts';
import { serve } from './rpc.ts';
import { OWN_PROCESS_LIMITS } from './wire-message.ts';

/**
 * In a child process: answers its parent's calls until the parent is gone, whose log gets the unexpected errors.
 */
export async function serveParent(
  router: Router<AnyContractRouter, Record<never, never>>,
  onLost?: () => void | Promise<void>,
): Promise<void> {
  const port = await connectParent(onLost);
  const log = (id: string, error: unknown, path: string) => {
    const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
    reportUnexpected({ id, path, message, stack });
  };
  serve(router, port, log, { limits: OWN_PROCESS_LIMITS });
}
