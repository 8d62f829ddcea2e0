export type Direction = 'up' | 'down' | 'left' | 'right';

interface Place {
  readonly id: string;
  readonly position: { readonly x: number; readonly y: number };
}

/** The node that an arrow key leads to: nearest in that direction, where a step aside counts double. */
export function neighbour<P extends Place>(nodes: readonly P[], from: P, direction: Direction): P | null {
  let best: P | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  const vertical = direction === 'up' || direction === 'down';
  const sign = direction === 'down' || direction === 'right' ? 1 : -1;
  for (const node of nodes) {
    const dx = node.position.x - from.position.x;
    const dy = node.position.y - from.position.y;
    const along = (vertical ? dy : dx) * sign;
    const aside = Math.abs(vertical ? dx : dy);
    if (along <= 0 || aside > 2 * along) continue;
    const distance = along + 2 * aside;
    if (distance < bestDistance) {
      best = node;
      bestDistance = distance;
    }
  }
  return best;
}
