import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Engine } from '#renderer/client/engine.ts';
import { unsaved } from '#renderer/client/unsaved.ts';
import { type RunConfig, runConfig } from '#shared/training/run.ts';
import { AppError } from '#shared/util/app-error.ts';
import { keepConfig } from './saved-config.ts';

const configOf = (epochs: number): RunConfig => runConfig.parse({ epochs });
const stored: number[] = [];
let failure: Error | null = null;
/** Answers a tenth of a second later, as an engine that is busy. */
const engine = {
  projects: {
    setConfig: async ({ config }: { config: RunConfig }) => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      if (failure) throw failure;
      stored.push(config.epochs);
    },
  },
} as unknown as Engine;
const state = () => unsaved.getState().state;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('window', { addEventListener: () => {}, removeEventListener: () => {} });
  stored.length = 0;
  failure = null;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('the first change is stored at once, a burst as one, and "saved" is not said before', async () => {
  const kept = keepConfig(engine, 'p');
  kept.change(configOf(1));
  expect(state()).toBe('saving');
  await vi.advanceTimersByTimeAsync(50);
  for (const epochs of [2, 3, 4]) kept.change(configOf(epochs));
  await vi.advanceTimersByTimeAsync(60);
  expect(stored).toEqual([1]);
  expect(state()).toBe('saving');
  await vi.advanceTimersByTimeAsync(600);
  expect(stored).toEqual([1, 4]);
  expect(state()).toBe('saved');
  expect(kept.isPending()).toBe(false);
});

test('what could not be stored is tried again, also when the form is left', async () => {
  failure = new AppError('DISK_FULL', 'full');
  const kept = keepConfig(engine, 'p');
  kept.change(configOf(5));
  await vi.advanceTimersByTimeAsync(200);
  expect(state()).toBe('failed');
  kept.stop();
  failure = null;
  await vi.advanceTimersByTimeAsync(4000);
  expect(stored.at(-1)).toBe(5);
  expect(state()).toBe('saved');
});

test('settings of a project that is gone are given up', async () => {
  failure = new AppError('NOT_FOUND', 'in the trash');
  const kept = keepConfig(engine, 'p');
  kept.change(configOf(6));
  await vi.advanceTimersByTimeAsync(10_000);
  expect(state()).toBe('saved');
  expect(kept.isPending()).toBe(false);
});
