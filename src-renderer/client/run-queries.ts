import { queryOptions } from '@tanstack/react-query';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import type { SplitName } from '#shared/data/types.ts';
import { engine } from './engine.ts';

export const runQuery = (run: string | null) =>
  queryOptions({
    queryKey: ['runs', 'get', run],
    queryFn: ({ signal }) => engine.runs.get({ run: run ?? '' }, { signal }),
    enabled: run !== null,
  });

/** Curves to compare with: all epochs and a few batches. */
export const curveQuery = (run: string | null) =>
  queryOptions({
    queryKey: ['runs', 'curve', run],
    queryFn: async ({ signal }) => (await engine.runs.points({ run: run ?? '', limit: 10 }, { signal })).points,
    enabled: run !== null,
  });

/** Which weights a run is judged by: answers about a run that was trained further are answers about another model. */
const weightsOf = (run: RunSummary) => `${run.id} ${run.bestEpoch ?? ''} ${run.endedAt ?? ''}`;

/** `version`: of the data, for a model from a file, which is judged on what its project has chosen. */
export const evaluationQuery = (run: RunSummary, split: SplitName, version?: string) =>
  queryOptions({
    queryKey: ['evaluation', weightsOf(run), split, run.dataset?.version ?? version ?? null],
    queryFn: ({ signal }) => engine.results.evaluate({ run: run.id, split }, { signal }),
    retry: false,
  });

/** What was written from a run; its folders are looked at again whenever the window is. */
export const exportsQuery = (run: RunSummary) =>
  queryOptions({
    queryKey: ['runs', 'exports', weightsOf(run)],
    queryFn: ({ signal }) => engine.results.exports({ run: run.id }, { signal }),
    refetchOnWindowFocus: 'always',
  });

/** Both runs' answers to the same test pictures, which were not looked at while either was trained. */
export const compareQuery = (a: RunSummary, b: RunSummary, enabled: boolean) =>
  queryOptions({
    queryKey: ['evaluation', weightsOf(a), weightsOf(b)],
    queryFn: ({ signal }) => engine.results.compare({ a: a.id, b: b.id, split: 'test' }, { signal }),
    enabled,
    retry: false,
  });

export const cellQuery = (run: RunSummary, split: SplitName, cell: { truth: string; predicted: string } | null) =>
  queryOptions({
    queryKey: ['evaluation', weightsOf(run), split, cell],
    queryFn: ({ signal }) =>
      engine.results.cell(
        { run: run.id, split, truth: cell?.truth ?? '', predicted: cell?.predicted ?? '' },
        { signal },
      ),
    enabled: cell !== null,
    retry: false,
  });
