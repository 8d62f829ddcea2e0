/** How a window slides over one axis, in Keras's words. */
export interface Window {
  readonly size: number;
  readonly stride: number;
  readonly dilation: number;
  readonly padding: 'valid' | 'same' | 'causal';
}

/** Pixels that a window covers, its gaps included. */
export const windowReach = (window: Pick<Window, 'size' | 'dilation'>): number =>
  (window.size - 1) * window.dilation + 1;

/** Positions of a window along an axis; null where the axis is unknown, below 1 where the window does not fit. */
export function windowPositions(length: number | null, window: Window): number | null {
  if (length === null) return null;
  // Causal padding adds before the start what same padding adds on both sides.
  if (window.padding !== 'valid') return Math.ceil(length / window.stride);
  return Math.floor((length - windowReach(window)) / window.stride) + 1;
}
