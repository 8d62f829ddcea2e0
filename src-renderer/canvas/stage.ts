import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';

/** Which way values go through the network that is shown. */
export type StageFlow = 'forward' | 'backward' | 'update';

export interface StageState {
  readonly flow: StageFlow;
  /** The layer that something happens at; it is kept in sight. */
  readonly current: string | null;
  /** Layers that it has happened at already. */
  readonly reached: ReadonlySet<string>;
}

/**
 * A network to watch instead of to edit: where things stand, and what others draw on it. The marks are asked for once and
 * keep themselves up to date, so that a step redraws two layers and not three hundred.
 */
export interface Stage {
  readonly state: StoreApi<StageState>;
  /** Beside an edge, for the layer it comes from. */
  readonly edgeMark: (source: string) => ReactNode;
  /** At the right end of a layer. */
  readonly nodeMark: (node: string) => ReactNode;
  /** Beside the current layer, never smaller when zoomed out. */
  readonly card: (node: string) => ReactNode;
}

export const createStageState = (): StoreApi<StageState> =>
  createStore<StageState>(() => ({ flow: 'forward', current: null, reached: new Set<string>() }));

const OFF = createStageState();

/** How a layer, or the edges that leave it, look: empty while the network is edited. */
export function useStageTone(stage: Stage | null, node: string): '' | 'ahead' | 'reached' | 'current' {
  return useStore(stage?.state ?? OFF, ({ current, reached }) => {
    if (!stage) return '';
    return current === node ? 'current' : reached.has(node) ? 'reached' : 'ahead';
  });
}
