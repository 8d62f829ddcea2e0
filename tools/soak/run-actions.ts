import { join } from 'node:path';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import { isAtRest } from '#shared/training/run.ts';
import { AppError } from '#shared/util/app-error.ts';
import { type Action, Violation } from './action.ts';
import { anyProject } from './graph-actions.ts';
import type { World } from './world.ts';

async function anyRun(world: World, fits: (run: RunSummary) => boolean) {
  return world.pick((await (await world.client()).runs.list({ project: null })).filter(fits));
}
const isTrained = (run: RunSummary) => isAtRest(run.state) && run.bestEpoch !== null;

/** An action on one run of those that fit. */
const onRun = (
  name: string,
  weight: number,
  fits: (run: RunSummary) => boolean,
  work: (world: World, run: RunSummary) => Promise<unknown>,
): Action => ({
  name,
  weight,
  // Between the look and the request the run may have gone on by itself; a handful of pictures leaves no test split.
  refusals: ['CONFLICT', 'NOT_FOUND', 'DATA_INVALID'],
  async run(world) {
    const run = await anyRun(world, fits);
    if (!run) return null;
    await work(world, run);
    return `${run.project.name}/${run.number}`;
  },
});

export const runActions: readonly Action[] = [
  {
    name: 'train',
    weight: 10,
    refusals: ['NOT_FOUND', 'GRAPH_INVALID', 'BAD_INPUT', 'DATA_INVALID'],
    async run(world) {
      const client = await world.client();
      // A queue that grows faster than it is worked off would be all that is tested.
      const waiting = (await client.runs.list({ project: null })).filter(({ state }) => !isAtRest(state)).length;
      const project = await anyProject(world);
      if (!project || waiting >= 3) return null;
      const { config } = await client.projects.get({ project: project.id });
      const { random } = world;
      const settings = {
        ...config,
        epochs: 1 + random.below(200),
        batchSize: 4 + random.below(12),
        seed: random.below(9),
      };
      const run = await client.runs.start({ project: project.id, dataset: null, config: settings });
      world.ledger.made(run.id);
      return `${project.name}/${run.number}`;
    },
  },
  onRun(
    'pause',
    4,
    ({ state }) => state === 'running',
    async (world, { id }) => (await world.client()).runs.pause({ run: id }),
  ),
  onRun(
    'resume',
    8,
    ({ state }) => state === 'paused' || state === 'interrupted' || state === 'stopped',
    async (world, { id }) => (await world.client()).runs.resume({ run: id }),
  ),
  onRun(
    'stop',
    3,
    ({ state }) => !isAtRest(state),
    async (world, { id }) => (await world.client()).runs.stop({ run: id }),
  ),
  onRun(
    'train longer',
    2,
    ({ state }) => state === 'completed',
    async (world, { id }) => (await world.client()).runs.extend({ run: id, epochs: 1 + world.random.below(20) }),
  ),
  onRun(
    'watch',
    4,
    // Behind a paused run others wait, for as long as a person likes.
    ({ state }) => state === 'running',
    async (world, { id }) => {
      let events = 0;
      for await (const event of await (await world.client()).runs.watch({ run: id })) {
        events += 1;
        if (events > 5 || (event.type === 'run' && isAtRest(event.run.state))) break;
      }
      await (await world.client()).runs.points({ run: id });
    },
  ),
  onRun('evaluate', 3, isTrained, async (world, { id }) => {
    const { confusion, samples } = await (await world.client()).results.evaluate({ run: id, split: 'test' });
    const counted = confusion.matrix.flat().reduce((sum, count) => sum + count, 0);
    if (counted !== samples) throw new Violation(`${counted} of ${samples} samples are in the confusion matrix`);
  }),
  onRun('predict', 4, isTrained, async (world, { id }) => {
    const paths = [join(world.pick(world.sources) as string, 'red', '000.png')];
    const [answer] = await (await world.client()).results.predictFiles({ run: id, paths });
    if (!answer) throw new Violation('a prediction without an answer');
  }),
  onRun('export', 2, isTrained, async (world, { id }) => {
    const out = world.chance(50) ? null : join(world.outside, `model ${world.random.below(3)}`);
    const { certificate } = await (await world.client()).results.export({ run: id, format: 'tfjs', out });
    if (!certificate.verified) throw new Violation('an export without verification');
  }),
  {
    name: 'command line',
    weight: 2,
    async run(world) {
      const args =
        world.pick([
          ['run', 'list'],
          ['project', 'list'],
          ['dataset', 'list'],
          ['template', 'list'],
        ]) ?? [];
      const answer = await world.cli(...args);
      if ('error' in answer) throw new AppError('INTERNAL', `${args.join(' ')}: ${JSON.stringify(answer.error)}`);
      return args.join(' ');
    },
  },
];
