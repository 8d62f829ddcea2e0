import { expect, test } from 'vitest';
import { pixelsOf } from './pixels.ts';

test('grey and colour, brought back from what the network was taught to give', () => {
  const grey = { height: 1, width: 2, channels: 1, black: -1, white: 1 };
  expect([...pixelsOf([-1, 1], grey)]).toEqual([0, 0, 0, 255, 255, 255, 255, 255]);
  const colour = { height: 1, width: 1, channels: 3, black: 0, white: 1 };
  expect([...pixelsOf([0, 0.2, 7], colour)]).toEqual([0, 51, 255, 255]);
});
