import { createRouterClient } from '@orpc/server';
import { createContext } from '../../src-main/engine/context.ts';
import { createRouter } from '../../src-main/engine/router.ts';
import { addRun } from '../../src-main/engine/testing/run-fixture.ts';
import type { Graph, GraphEdge, GraphNode } from '../../src-shared/graph/types.ts';
import { CLASSES } from './make-pictures.ts';

const ROW = 80;

/** A residual network of so many layers: blocks of conv, normalization and activation with a skip around them. */
export function deepGraph(layers: number): Graph {
  const nodes: GraphNode[] = [];
  const edges: GraphEdge[] = [];
  const add = (type: string, params: GraphNode['params'], ...sources: readonly string[]): string => {
    const id = `${type}_${nodes.filter((node) => node.type === type).length + 1}`;
    nodes.push({ id, type, params, position: { x: 400, y: nodes.length * ROW } } as GraphNode);
    for (const source of sources) {
      edges.push({ id: `${source}-${id}`, source, sourcePort: 'out', target: id, targetPort: 'in' } as GraphEdge);
    }
    return id;
  };
  let last = add('input', { shape: [32, 32, 3] });
  last = add('rescaling', { scale: 1 / 255 }, last);
  last = add('conv2d', { filters: 16, kernel_size: [3, 3], padding: 'same' }, last);
  while (nodes.length < layers - 3) {
    const first = last;
    for (let part = 0; part < 2; part++) {
      last = add('conv2d', { filters: 16, kernel_size: [3, 3], padding: 'same' }, last);
      last = add('batch_normalization', {}, last);
      last = add('activation', { activation: 'relu' }, last);
    }
    last = add('add', {}, first, last);
  }
  last = add('global_average_pooling2d', {}, last);
  last = add('dense', { units: CLASSES.length }, last);
  add('output', {}, last);
  return { nodes, edges } as Graph;
}

/** Two projects on the large dataset, written without an engine: many runs, one of them very long, and a deep network. */
export async function makeProjects(
  home: string,
  counts: { runs: number; points: number; layers: number },
): Promise<void> {
  const context = await createContext(home);
  const client = createRouterClient(createRouter(context));
  const known = new Set((await client.projects.list()).map(({ name }) => name));
  if (!known.has('Deep')) {
    const deep = await client.projects.create({ name: 'Deep', template: 'cnn', dataset: 'Large' });
    await client.projects.saveGraph({ project: deep.id, graph: deepGraph(counts.layers), base: deep.graphVersion });
  }
  if (!known.has('Many runs')) {
    await client.projects.create({ name: 'Many runs', template: 'cnn', dataset: 'Large' });
    const rates = [0.01, 0.003, 0.001, 0.0003];
    for (let run = 1; run < counts.runs; run++) {
      const optimizer = { name: 'adam', learningRate: rates[run % 4] as number } as const;
      addRun({ context }, { project: 'Many runs', config: { seed: run, batchSize: 16 * (1 + (run % 3)), optimizer } });
    }
    addRun({ context }, { project: 'Many runs', epochs: 200, batchesAnEpoch: counts.points / 200 });
  }
  await context.close();
}
