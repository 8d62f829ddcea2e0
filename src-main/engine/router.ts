import type { Router } from '@orpc/server';
import type { Contract } from '#shared/contract/contract.ts';
import type { EngineContext } from './context.ts';
import { datasetsRouter } from './handlers/datasets.ts';
import { graphsRouter } from './handlers/graphs.ts';
import { helpRouter } from './handlers/help.ts';
import { preflightRouter } from './handlers/preflight.ts';
import { projectsRouter } from './handlers/projects.ts';
import { resultsRouter } from './handlers/results.ts';
import { runsRouter } from './handlers/runs.ts';
import { stepsRouter } from './handlers/steps.ts';
import { systemRouter } from './handlers/system.ts';
import { trashRouter } from './handlers/trash.ts';

/** Answers the whole contract. Errors are AppErrors here; the transport makes data of them. */
export function createRouter(context: EngineContext) {
  return {
    system: systemRouter(context),
    help: helpRouter(context),
    datasets: datasetsRouter(context),
    projects: projectsRouter(context),
    graphs: graphsRouter(context),
    runs: runsRouter(context),
    results: resultsRouter(context),
    preflight: preflightRouter(context),
    steps: stepsRouter(context),
    trash: trashRouter(context),
  } satisfies Router<Contract, Record<never, never>>;
}
