import { expect, it } from 'vitest';
import { openingView } from './opening-view.ts';

it('shows a network that fits, centred and never enlarged', () => {
  expect(openingView({ x: 0, y: 0, width: 216, height: 400 }, 900, 800)).toEqual({ x: 342, y: 200, zoom: 1 });
});

it('shows a tall network from its top, large enough to read', () => {
  const { y, zoom } = openingView({ x: 0, y: 100, width: 216, height: 4000 }, 900, 800);
  expect(zoom).toBe(0.85);
  expect(y + 100 * zoom).toBeCloseTo(56);
});
