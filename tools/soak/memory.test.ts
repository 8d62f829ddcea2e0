import { expect, test } from 'vitest';
import { Memory } from './memory.ts';

const MIB = 2 ** 20;

/** A reading a second of one engine, after some of a short-lived one. */
function readings(bytesAt: (second: number) => number): Memory {
  const memory = new Memory();
  for (let second = 0; second < 20; second += 1) memory.add(1, 100 * MIB, second * 1000);
  for (let second = 0; second < 300; second += 1) memory.add(2, bytesAt(second), second * 1000);
  memory.add(3, 80 * MIB, 400_000);
  return memory;
}

test('what fills at the beginning and then stays is flat', () => {
  const memory = readings((second) => Math.min(280, 100 + second * 3) * MIB);
  expect(memory.trend).toMatchObject({ first: 280 * MIB, last: 280 * MIB });
  expect(memory.faults()).toEqual([]);
});

test('what grows all the time is found, and so is too much', () => {
  expect(readings((second) => (150 + second) * MIB).faults()).toEqual([
    expect.stringMatching(/grew from .* to .* MiB/),
  ]);
  expect(readings(() => 600 * MIB).faults()).toEqual([expect.stringMatching(/took 600 MiB/)]);
});

test('a short life says nothing', () => {
  const memory = new Memory();
  for (let second = 0; second < 10; second += 1) memory.add(1, second * 20 * MIB, second * 1000);
  expect(memory.trend).toBeNull();
});
