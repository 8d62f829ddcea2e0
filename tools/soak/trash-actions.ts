import { isAtRest } from '#shared/training/run.ts';
import type { Action } from './action.ts';
import type { World } from './world.ts';

async function anyEntry(world: World) {
  return world.pick((await (await world.client()).trash.list()).entries);
}

export const trashActions: readonly Action[] = [
  {
    name: 'delete run',
    weight: 3,
    refusals: ['CONFLICT', 'NOT_FOUND'],
    async run(world) {
      const client = await world.client();
      const runs = await client.runs.list({ project: null });
      const run = world.pick(runs.filter(({ state }) => isAtRest(state)));
      if (!run) return null;
      await client.runs.remove({ run: run.id });
      return `${run.project.name}/${run.number}`;
    },
  },
  {
    name: 'delete project',
    weight: 2,
    refusals: ['IN_USE', 'NOT_FOUND'],
    async run(world) {
      const client = await world.client();
      const projects = await client.projects.list();
      const project = projects.length > 3 ? world.pick(projects) : null;
      if (!project) return null;
      await client.projects.remove({ project: project.id });
      return project.name;
    },
  },
  {
    name: 'delete dataset',
    weight: 2,
    refusals: ['IN_USE', 'NOT_FOUND'],
    async run(world) {
      const client = await world.client();
      const datasets = await client.datasets.list();
      const dataset = datasets.length > 2 ? world.pick(datasets) : null;
      if (!dataset) return null;
      await client.datasets.remove({ dataset: dataset.id, evenIfUsed: world.chance(30) });
      return dataset.name;
    },
  },
  {
    name: 'restore',
    weight: 3,
    refusals: ['NOT_FOUND', 'CONFLICT'],
    async run(world) {
      const entry = await anyEntry(world);
      if (!entry) return null;
      await (await world.client()).trash.restore({ kind: entry.kind, item: entry.id });
      return entry.name;
    },
  },
  {
    name: 'delete for good',
    weight: 2,
    refusals: ['CONFLICT', 'NOT_FOUND'],
    async run(world) {
      const entry = await anyEntry(world);
      if (!entry) return null;
      world.ledger.unsure();
      await (await world.client()).trash.deleteForever({ kind: entry.kind, item: entry.id });
      world.ledger.deleted(entry.id);
      return entry.name;
    },
  },
  {
    name: 'empty the trash',
    weight: 1,
    refusals: ['CONFLICT'],
    async run(world) {
      world.ledger.unsure();
      const { deleted } = await (await world.client()).trash.empty();
      return `${deleted} things`;
    },
  },
];
