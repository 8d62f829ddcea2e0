import { implement } from '@orpc/server';
import { stepsContract } from '#shared/contract/requests/steps.ts';
import type { EngineContext } from '../context.ts';

export function stepsRouter({ steps }: EngineContext) {
  const os = implement(stepsContract);
  return {
    open: os.open.handler(({ input, signal }) => steps.open(input, signal)),
    run: os.run.handler(({ input }) => steps.run(input.session, input.batch)),
    view: os.view.handler(({ input }) => steps.view(input)),
  };
}
