import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import type { PlaceProps } from './place.ts';
import { runsQuery } from './queries.ts';

/** One that came in from a file has weights from the beginning. */
const isTrained = (run: RunSummary) =>
  run.opened !== null || run.bestEpoch !== null || Object.keys(run.metrics).length > 0;

/** A project's runs, those with weights (newest first), and which of them was asked for, here or by another place. */
export function useTrainedRuns({ project, focus }: Pick<PlaceProps, 'project' | 'focus'>) {
  const runs = useQuery(runsQuery(project.id));
  const [chosen, choose] = useState<string | null>(focus.run ?? null);
  useEffect(() => {
    if (focus.run) choose(focus.run);
  }, [focus.run]);
  const trained = (runs.data ?? []).filter(isTrained).sort((a, b) => b.number - a.number);
  return { runs, trained, chosen: trained.find(({ id }) => id === chosen), choose };
}
