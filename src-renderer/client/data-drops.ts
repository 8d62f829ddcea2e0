import { useEffect, useRef } from 'react';
import { createStore } from 'zustand/vanilla';
import type { DroppedData } from './dropped.ts';

type Take = (data: DroppedData) => void;

/** What the place that is open does with pictures that are dropped on the window; null where it has no use for them. */
export const dataDrops = createStore<{ take: Take | null }>(() => ({ take: null }));

/** Takes what is dropped anywhere on the window and can become a dataset, for as long as the place is open. */
export function useDataDrops(take: Take): void {
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => {
    const current: Take = (data) => latest.current(data);
    dataDrops.setState({ take: current });
    return () => dataDrops.setState((state) => (state.take === current ? { take: null } : state));
  }, []);
}
