import { useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import { connectionState } from './connection.ts';
import { isCancelled } from './errors.ts';

type Open<Event> = (signal: AbortSignal) => Promise<AsyncIterable<Event>>;

/**
 * Listens to a stream of the engine while the component is shown. It is opened anew when `key` changes and after the
 * connection was lost; a null key listens to nothing.
 */
export function useEvents<Event>(
  key: string | null,
  open: Open<Event>,
  onEvent: (event: Event) => void,
  onError?: (error: unknown) => void,
): void {
  const generation = useStore(connectionState, (state) => state.generation);
  const latest = useRef({ open, onEvent, onError });
  latest.current = { open, onEvent, onError };

  // biome-ignore lint/correctness/useExhaustiveDependencies: generation is read to start anew on a new connection
  useEffect(() => {
    if (key === null) return;
    const controller = new AbortController();
    void (async () => {
      try {
        for await (const event of await latest.current.open(controller.signal)) {
          if (controller.signal.aborted) return;
          latest.current.onEvent(event);
        }
      } catch (error) {
        if (!controller.signal.aborted && !isCancelled(error)) latest.current.onError?.(error);
      }
    })();
    return () => controller.abort();
  }, [key, generation]);
}
