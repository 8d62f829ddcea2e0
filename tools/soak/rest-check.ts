import { openRaw } from '#main/engine/db/testing/raw-database.ts';
import { homePaths } from '#main/engine/home.ts';
import type { Graph } from '#shared/graph/types.ts';
import type { World } from './world.ts';

/** Closes everything, and looks whether all that was answered is there, and nothing else. */
export async function checkAtRest(world: World): Promise<string[]> {
  world.forgetClient();
  await world.engine.close();
  // What was given up half-way goes at the next start.
  await world.engine.attach();
  await world.engine.close();
  const faults = await world.engine.faultsAtRest();
  const database = openRaw(homePaths(world.engine.home).database);
  try {
    const there = new Set(
      database.column('SELECT id FROM project UNION SELECT id FROM dataset UNION SELECT id FROM run'),
    );
    const graphs = database.rows<{ id: string; graph: string }>(
      'SELECT p.id, g.graph FROM project p JOIN graph_version g ON g.project_id = p.id AND g.version = p.graph_version',
    );
    const failed = database.rows<{ id: string; error: string }>("SELECT id, error FROM run WHERE state = 'failed'");
    return [
      ...faults,
      ...world.ledger.faults(there, new Map(graphs.map(({ id, graph }) => [id, JSON.parse(graph) as Graph]))),
      ...failed.map(({ id, error }) => `${id} failed: ${error}`),
    ];
  } finally {
    database.close();
  }
}
