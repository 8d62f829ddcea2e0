import type { EngineContext } from '../context.ts';

/** What datasets need of the engine: no trainer, no run. */
export type DatasetsContext = Pick<EngineContext, 'home' | 'db' | 'log' | 'changes'>;
