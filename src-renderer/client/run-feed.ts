import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useReducer } from 'react';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import type { MetricPoint } from '#shared/training/run.ts';
import { isCancelled } from './errors.ts';
import { mergePoints } from './merge-points.ts';
import { useEngine } from './use-engine.tsx';
import { useEvents } from './use-events.ts';

interface Feed {
  readonly id: string | null;
  readonly run: RunSummary | null;
  readonly stored: readonly MetricPoint[];
  readonly live: readonly MetricPoint[];
  readonly error: unknown;
}

type Action =
  | { readonly kind: 'open'; readonly id: string | null }
  | { readonly kind: 'run'; readonly run: RunSummary }
  | { readonly kind: 'stored' | 'live'; readonly points: readonly MetricPoint[] }
  | { readonly kind: 'error'; readonly error: unknown };

function reduce(feed: Feed, action: Action): Feed {
  if (action.kind === 'open') return { id: action.id, run: null, stored: [], live: [], error: null };
  if (action.kind === 'run') return { ...feed, run: action.run };
  if (action.kind === 'error') return { ...feed, error: action.error };
  if (action.kind === 'stored') return { ...feed, stored: action.points };
  return { ...feed, live: mergePoints(feed.live, action.points) };
}

const nothing: Feed = { id: null, run: null, stored: [], live: [], error: null };

/** A run as it happens: its summary, and its curve from the first batch to the newest. */
export function useRunFeed(run: string | null): { run: RunSummary | null; points: MetricPoint[]; error: unknown } {
  const engine = useEngine();
  const queries = useQueryClient();
  const [feed, dispatch] = useReducer(reduce, nothing);

  useEffect(() => {
    dispatch({ kind: 'open', id: run });
    if (run === null) return;
    const controller = new AbortController();
    engine.runs.points({ run }, { signal: controller.signal }).then(
      ({ points }) => dispatch({ kind: 'stored', points }),
      (error) => !controller.signal.aborted && !isCancelled(error) && dispatch({ kind: 'error', error }),
    );
    return () => controller.abort();
  }, [engine, run]);

  useEvents(
    run === null ? null : `run ${run}`,
    (signal) => engine.runs.watch({ run: run ?? '' }, { signal }),
    (event) => {
      if (event.type === 'points') return dispatch({ kind: 'live', points: event.points });
      dispatch({ kind: 'run', run: event.run });
      // A checkpoint is not announced to every window, and the run's details list them.
      void queries.invalidateQueries({ queryKey: ['runs', 'get', event.run.id], exact: true });
    },
    (error) => dispatch({ kind: 'error', error }),
  );
  const isThis = feed.id === run;
  return {
    run: isThis ? feed.run : null,
    points: isThis ? mergePoints(feed.stored, feed.live) : [],
    error: isThis ? feed.error : null,
  };
}
