import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '#shared/util/app-error.ts';
import { type Action, Violation } from './action.ts';
import type { World } from './world.ts';

/** More would only make every list longer. */
const ENOUGH = 12;

const newName = (world: World) => `Pictures ${world.random.uint32().toString(36)}`;

async function importAll(world: World, source: Parameters<typeof begin>[1], name: string): Promise<string> {
  for await (const event of await begin(world, source, name)) {
    if (event.type !== 'done') continue;
    world.ledger.made(event.dataset);
    return `${event.samples} pictures`;
  }
  throw new Violation('an import ended without its result');
}
const begin = async (
  world: World,
  source: { kind: 'folder'; path: string } | { kind: 'upload'; upload: string },
  name: string,
) => (await world.client()).datasets.import({ source, name, seed: world.random.below(5) });

export const dataActions: readonly Action[] = [
  {
    name: 'import',
    weight: 5,
    refusals: ['CONFLICT'],
    async run(world) {
      if ((await (await world.client()).datasets.list()).length >= ENOUGH) return null;
      return importAll(world, { kind: 'folder', path: world.pick(world.sources) as string }, newName(world));
    },
  },
  {
    name: 'import twice at once',
    weight: 1,
    refusals: ['CONFLICT'],
    async run(world) {
      const source = { kind: 'folder' as const, path: world.pick(world.sources) as string };
      const name = newName(world);
      const results = await Promise.allSettled([importAll(world, source, name), importAll(world, source, name)]);
      const refused = results.filter((result) => result.status === 'rejected');
      for (const { reason } of refused) if (refused.length === 2 || reason.code !== 'ALREADY_EXISTS') throw reason;
      const found = (await (await world.client()).datasets.list()).filter((dataset) => dataset.name === name);
      if (found.length !== 1) throw new Violation(`${found.length} datasets are named ${name}`);
      return name;
    },
  },
  {
    name: 'import with the command line',
    weight: 1,
    async run(world) {
      const source = world.pick(world.sources) as string;
      const done = await world.cli('dataset', 'import', source, '--name', newName(world));
      if (typeof done.dataset !== 'string') throw new AppError('INTERNAL', `dataset import: ${JSON.stringify(done)}`);
      world.ledger.made(done.dataset);
      return 'cli';
    },
  },
  {
    name: 'drop pictures',
    weight: 2,
    async run(world) {
      const client = await world.client();
      const { upload } = await client.datasets.uploadBegin();
      const source = world.pick(world.sources) as string;
      for (const path of ['red/000.png', 'red/001.png', 'red/002.png', 'blue/000.png', 'blue/001.png']) {
        const data = new Blob([readFileSync(join(source, path))]);
        await client.datasets.uploadFile({ upload, path, data });
      }
      // Some people drop the wrong thing and never go on.
      if (world.chance(25)) return 'given up';
      return importAll(world, { kind: 'upload', upload }, newName(world));
    },
  },
  {
    name: 'look at pictures',
    weight: 6,
    refusals: ['NOT_FOUND'],
    async run(world) {
      const client = await world.client();
      const found = world.pick(await client.datasets.list());
      if (!found) return null;
      const { version } = found;
      const { rows } = await client.datasets.samples({ version, filter: {}, offset: 0, limit: 50 });
      const { lengths } = await client.datasets.thumbnails({ version, indices: rows.map(({ index }) => index) });
      if (lengths.some((length) => length === 0)) throw new Violation(`a thumbnail of ${found.name} is empty`);
      return found.name;
    },
  },
  {
    name: 'use other data',
    weight: 3,
    refusals: ['NOT_FOUND'],
    async run(world) {
      const client = await world.client();
      const project = world.pick(await client.projects.list());
      const dataset = world.pick(await client.datasets.list());
      if (!project || !dataset) return null;
      await client.projects.setDataset({ project: project.id, dataset: dataset.id });
      return project.name;
    },
  },
];
