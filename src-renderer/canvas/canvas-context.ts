import { createContext } from 'react';
import type { GraphSession } from './graph-session.ts';
import type { Stage } from './stage.ts';

/** What every node and edge of one canvas can ask for. */
export interface CanvasParts {
  readonly session: GraphSession | null;
  /** The pictures that the input shows a taste of. */
  readonly data: { readonly version: string; readonly samples: number } | null;
  /** The node whose problem is open beside it. */
  readonly bubble: string | null;
  /** The edge that a dragged layer would go into, and the layer. */
  readonly splicing: { readonly edge: string; readonly type: string } | null;
  /** The network is watched instead of edited. */
  readonly stage: Stage | null;
}

export const CanvasContext = createContext<CanvasParts>({
  session: null,
  data: null,
  bubble: null,
  splicing: null,
  stage: null,
});
