import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { ChangeEvent } from '#shared/contract/requests/system.ts';
import { connectionState } from './connection.ts';
import { engine } from './engine.ts';
import { useEvents } from './use-events.ts';

/** A running training announces itself often; one refresh a third of a second is enough for eyes. */
const COALESCE_MS = 300;

/**
 * Query keys begin with the plural of what they show: ['projects', …], ['datasets', …], ['runs', …]. A run's state and
 * last figure also stand on its project's card; a dataset's name on projects and runs.
 */
const stale: Record<ChangeEvent['kind'], readonly string[]> = {
  project: ['projects'],
  dataset: ['datasets', 'projects', 'runs'],
  run: ['runs', 'projects'],
  trash: ['trash'],
};

/** Marks what the engine says has changed, so that every view of it is read again. */
export function useChanges(): void {
  const queries = useQueryClient();
  const generation = useStore(connectionState, (state) => state.generation);
  const pending = useRef(new Set<string>());
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);

  const flush = () => {
    timer.current = null;
    for (const key of pending.current) void queries.invalidateQueries({ queryKey: [key] });
    pending.current.clear();
  };

  useEvents(
    'changes',
    (signal) => engine.system.changes(undefined, { signal }),
    (event) => {
      for (const key of stale[event.kind]) pending.current.add(key);
      timer.current ??= setTimeout(flush, COALESCE_MS);
    },
  );

  // What happened while the connection was away was not announced to us.
  useEffect(() => {
    if (generation > 1) void queries.invalidateQueries();
  }, [generation, queries]);
}
