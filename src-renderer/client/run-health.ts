import { queryOptions } from '@tanstack/react-query';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import type { HealthObservation } from '#shared/training/health/observation.ts';
import { isAtRest } from '#shared/training/run.ts';
import { engine } from './engine.ts';

const REREAD_MS = 2500;
const PAGE = 100;

/** Read again and again while it trains; what was known of a run that rested may have been trained anew since. */
const liveness = (run: RunSummary | null) => ({
  enabled: run !== null,
  refetchInterval: run === null || isAtRest(run.state) ? (false as const) : REREAD_MS,
});

/** What is wrong with a run as far as it has come, the gravest first. */
export const findingsQuery = (run: RunSummary | null) =>
  queryOptions({
    queryKey: ['runs', 'findings', run?.id ?? null, run?.state ?? null],
    queryFn: async ({ signal }) => (await engine.runs.findings({ run: run?.id ?? '' }, { signal })).findings,
    placeholderData: (before) => before,
    ...liveness(run),
  });

/** How the layers were in the steps that were looked at; of a run that trains only what is new is read. */
export const healthQuery = (run: RunSummary | null) => {
  const key = ['runs', 'health', run?.id ?? null, run ? isAtRest(run.state) : null] as const;
  return queryOptions({
    queryKey: key,
    queryFn: async ({ signal, client }) => {
      const known = client.getQueryData<HealthObservation[]>(key) ?? [];
      const all = (known.at(-1)?.step ?? 0) > (run?.progress?.step ?? 0) ? [] : [...known];
      for (let more = true; more; ) {
        const page = await engine.runs.health(
          { run: run?.id ?? '', afterStep: all.at(-1)?.step ?? -1, limit: PAGE },
          { signal },
        );
        all.push(...page.observations);
        more = page.more;
      }
      return all;
    },
    ...liveness(run),
  });
};

export const histogramsQuery = (run: RunSummary, node: string | null) =>
  queryOptions({
    queryKey: ['runs', 'histograms', run.id, node, isAtRest(run.state)],
    queryFn: async ({ signal }) => (await engine.runs.histograms({ run: run.id, node: node ?? '' }, { signal })).steps,
    ...liveness(run),
    enabled: node !== null,
  });
