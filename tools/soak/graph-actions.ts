import { join } from 'node:path';
import { parseTextGraph } from '#shared/graph/text-graph.ts';
import type { Graph } from '#shared/graph/types.ts';
import { type Action, Violation } from './action.ts';
import type { World } from './world.ts';

/** Small enough to train in seconds, random enough that two are seldom alike. */
export function randomGraph({ random }: World): Graph {
  const units = 2 + random.below(15);
  const rate = random.below(5) / 10;
  const chains = [
    `flatten > dense(${units}) > dropout(${rate}) > dense(2)`,
    `conv2d(${units}, 3) > flatten > dense(2)`,
    'flatten > dense(2)',
  ];
  const graph = parseTextGraph(`input[12,12,3] > rescaling(0.0039) > ${chains[random.below(chains.length)]} > output`);
  const nodes = graph.nodes.map((node, i) => ({ ...node, position: { x: random.below(1000), y: i * 100 } }));
  return { ...graph, nodes };
}

export async function anyProject(world: World) {
  const projects = await (await world.client()).projects.list();
  return world.pick(projects);
}

const ENOUGH = 15;

const newName = (world: World, what: string) => `${what} ${world.random.uint32().toString(36)}`;

export const graphActions: readonly Action[] = [
  {
    name: 'new project',
    weight: 5,
    refusals: ['NOT_FOUND'],
    async run(world) {
      const client = await world.client();
      if ((await client.projects.list()).length >= ENOUGH) return null;
      const dataset = world.pick(await client.datasets.list());
      const name = newName(world, 'Project');
      const made = await client.projects.create({ name, template: null, dataset: dataset?.id ?? null });
      world.ledger.made(made.id);
      const graph = randomGraph(world);
      await client.projects.saveGraph({ project: made.id, graph, base: made.graphVersion });
      world.ledger.saved(made.id, graph);
      return name;
    },
  },
  {
    name: 'edit graph',
    weight: 25,
    refusals: ['CONFLICT', 'NOT_FOUND'],
    async run(world) {
      const found = await anyProject(world);
      if (!found) return null;
      const client = await world.client();
      const { graphVersion } = await client.projects.get({ project: found.id });
      const graph = randomGraph(world);
      world.ledger.saving(found.id, graph);
      await client.projects.saveGraph({ project: found.id, graph, base: graphVersion });
      world.ledger.saved(found.id, graph);
      return found.name;
    },
  },
  {
    name: 'edit in two windows',
    weight: 5,
    refusals: ['NOT_FOUND'],
    async run(world) {
      const found = await anyProject(world);
      if (!found) return null;
      const [mine, theirs] = [randomGraph(world), randomGraph(world)];
      const [one, two] = [await world.client(), await world.engine.attach()];
      const { graphVersion: base } = await one.projects.get({ project: found.id });
      for (const graph of [mine, theirs]) world.ledger.saving(found.id, graph);
      const results = await Promise.allSettled([
        one.projects.saveGraph({ project: found.id, graph: mine, base }),
        two.projects.saveGraph({ project: found.id, graph: theirs, base }),
      ]);
      const kept = results.map(({ status }) => status === 'fulfilled');
      const refused = results.find((result) => result.status === 'rejected');
      if (refused && (kept.filter(Boolean).length === 0 || refused.reason.code !== 'CONFLICT')) throw refused.reason;
      if (!refused) throw new Violation('two windows saved over each other');
      world.ledger.saved(found.id, kept[0] ? mine : theirs);
      return found.name;
    },
  },
  {
    name: 'rename project',
    weight: 3,
    refusals: ['NOT_FOUND'],
    async run(world) {
      const found = await anyProject(world);
      if (!found) return null;
      await (await world.client()).projects.rename({ project: found.id, name: newName(world, 'Renamed') });
      return found.name;
    },
  },
  {
    name: 'duplicate project',
    weight: 3,
    refusals: ['NOT_FOUND'],
    async run(world) {
      const found = await anyProject(world);
      const client = await world.client();
      if (!found || (await client.projects.list()).length >= ENOUGH) return null;
      const made = await client.projects.duplicate({ project: found.id, name: newName(world, 'Copy') });
      world.ledger.made(made.id);
      world.ledger.saved(made.id, made.graph);
      return found.name;
    },
  },
  {
    name: 'project file',
    weight: 2,
    refusals: ['NOT_FOUND'],
    async run(world) {
      const found = await anyProject(world);
      const client = await world.client();
      if (!found || (await client.projects.list()).length >= ENOUGH) return null;
      const path = join(world.outside, 'project.strata');
      await client.projects.exportFile({ project: found.id, path });
      const made = await client.projects.importFile({ path });
      world.ledger.made(made.id);
      world.ledger.saved(made.id, made.graph);
      return found.name;
    },
  },
];
