/** Starts the engine of one data folder: `node entry.ts --home DIR`. Clients start it; see transport/attach-engine.ts. */
import { parseArgs } from 'node:util';
import { dataFolder } from '#main/transport/data-folder.ts';
import { createContext } from './context.ts';
import { explainError } from './explain-error.ts';
import { closeInherited } from './life/close-inherited.ts';
import { runEngine } from './life/run-engine.ts';
import { createRouter } from './router.ts';

closeInherited();

const { values } = parseArgs({ options: { home: { type: 'string' } } });

await runEngine(dataFolder(values.home), async (home) => {
  const context = await createContext(home);
  return {
    router: createRouter(context),
    log: (id, error, path) => context.log.error({ id, path, err: error }, 'unexpected error'),
    explain: (error) => explainError(context, error),
    onCrash: (error) => {
      const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
      context.crashes.add({ process: 'engine', what: 'The engine met an error nobody caught.', detail, run: null });
    },
    isBusy: () => context.isBusy(),
    close: () => context.close(),
  };
});
