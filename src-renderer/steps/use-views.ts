import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useEngine } from '#renderer/client/use-engine.tsx';
import type { StepPart, TensorView } from '#shared/training/step-record.ts';
import { usePlayerState } from './player-context.ts';

/** A view with its bytes at hand. */
export interface LoadedView {
  readonly name: string;
  readonly view: TensorView;
  readonly bytes: ArrayBuffer;
}

const GONE_AFTER_MS = 60_000;

/** Pictures of a layer's values for the sample that is shown; null while they are on their way. */
export function useViews(node: string | null, part: StepPart, tiles: number): readonly LoadedView[] | null {
  const engine = useEngine();
  const session = usePlayerState((state) => state.opened?.session ?? null);
  const batch = usePlayerState((state) => state.record?.batch ?? null);
  const isBusy = usePlayerState((state) => state.isBusy);
  const chosen = usePlayerState((state) => state.sample);
  const sample = part === 'weights' ? 0 : chosen;
  const { data } = useQuery({
    queryKey: ['steps', session, batch, node, part, sample, tiles],
    queryFn: async ({ signal }) => {
      const asked = { session: session ?? '', batch: batch ?? 0, node: node ?? '', part, sample, tiles };
      const { views } = await engine.steps.view(asked, { signal });
      return Promise.all(views.map(async ({ name, view }) => ({ name, view, bytes: await view.data.arrayBuffer() })));
    },
    enabled: session !== null && batch !== null && node !== null && !isBusy,
    gcTime: GONE_AFTER_MS,
    retry: false,
  });
  return data ?? null;
}

/** The last value that was there: pictures stay until the next ones have come, so that nothing flickers. */
export function useLast<Value>(value: Value | null, key: string): Value | null {
  const [kept, setKept] = useState<{ key: string; value: Value } | null>(null);
  useEffect(() => {
    if (value !== null) setKept({ key, value });
  }, [value, key]);
  return value ?? (kept?.key === key ? kept.value : null);
}
