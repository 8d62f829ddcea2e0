import type { Viewport } from '@xyflow/react';
import type { GraphSession } from './graph-session.ts';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Names on nodes are read down to about this size; a taller network is shown from its top instead. */
const READABLE = 0.62;
const COMFORTABLE = 0.85;
const MARGIN = 56;

/** The whole network where it can be read, else its beginning. */
export function openingView(network: Box, width: number, height: number): Viewport {
  const fit = Math.min((width - 2 * MARGIN) / network.width, (height - 2 * MARGIN) / network.height, 1);
  const isWhole = fit >= READABLE;
  const zoom = isWhole ? fit : COMFORTABLE;
  const x = width / 2 - (network.x + network.width / 2) * zoom;
  const y = isWhole ? height / 2 - (network.y + network.height / 2) * zoom : MARGIN - network.y * zoom;
  return { x, y, zoom };
}

/** Where each open network was looked at last: a place keeps its state while one is elsewhere. */
export const lastViews = new WeakMap<GraphSession, Viewport>();
