import { expect, test } from 'vitest';
import type { Engine } from '#renderer/client/engine.ts';
import { runConfig } from '#shared/training/run.ts';
import { AppError } from '#shared/util/app-error.ts';
import { createStepPlayer, type Opened } from './step-player.ts';
import { learnerOf, nodeOf, recordOf } from './testing/records.ts';

const opened: Opened = {
  type: 'opened',
  session: 'step_1',
  graph: { nodes: [], edges: [] },
  bound: [],
  config: runConfig.parse({}),
  dataset: { name: 'pets', version: 'dv_1' },
  batchesPerEpoch: 8,
  parameters: 10,
};

/** Answers any batch up to the third. */
function playerOf() {
  const asked: number[] = [];
  const run = async ({ batch }: { batch: number }) => {
    asked.push(batch);
    if (batch > 2) throw new AppError('TRAINER_FAILED', 'It ended.');
    return recordOf([nodeOf('input_1'), learnerOf('dense_1', 1), nodeOf('output_1')], { batch, earliest: 0 });
  };
  const player = createStepPlayer({ steps: { run } } as unknown as Pick<Engine, 'steps'>);
  const idle = async () => {
    while (player.getState().isBusy) await Promise.resolve();
    return player.getState();
  };
  return { player, asked, idle };
}

test('it walks through a batch, over its end into the next, and back again', async () => {
  const { player, asked, idle } = playerOf();
  player.take({ type: 'preparing', done: 1, total: 2 });
  expect(player.getState().preparing).toEqual({ done: 1, total: 2 });
  player.take(opened);
  expect(await idle()).toMatchObject({ at: 0, record: { batch: 0 }, preparing: null });
  const last = player.getState().steps.length - 1;
  player.back();
  expect(player.getState().at).toBe(0);
  player.go(99);
  expect(player.getState().at).toBe(last);
  player.forward();
  // Twice at once asks once.
  player.forward();
  expect(await idle()).toMatchObject({ at: 0, record: { batch: 1 } });
  player.back();
  expect(await idle()).toMatchObject({ at: last, record: { batch: 0 } });
  expect(asked).toEqual([0, 1, 0]);
});

test('a failure ends the playing and is kept to be shown; what was seen stays', async () => {
  const { player, idle } = playerOf();
  player.take(opened);
  await idle();
  player.play(true);
  player.runBatch(7, 'first');
  expect(await idle()).toMatchObject({ isPlaying: false, error: { code: 'TRAINER_FAILED' }, record: { batch: 0 } });
  player.take({ type: 'ended', reason: 'idle' });
  expect(player.getState()).toMatchObject({ ended: 'idle', opened: null });
  player.setPace('quick');
  player.reset();
  expect(player.getState()).toMatchObject({ record: null, ended: null, pace: 'quick' });
});
