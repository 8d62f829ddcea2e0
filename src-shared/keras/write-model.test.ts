import { expect, test } from 'vitest';
import type { GraphNode } from '../graph/types.ts';
import { writeKerasModel } from './write-model.ts';

const chain = (...nodes: readonly Pick<GraphNode, 'id' | 'type' | 'params'>[]) => ({
  nodes: nodes.map((node) => ({ ...node, position: { x: 0, y: 0 } })),
  edges: nodes.slice(1).map(({ id }, index) => {
    const source = nodes[index]?.id ?? '';
    return { id: `${source}->${id}`, source, sourcePort: 'out', target: id, targetPort: 'in' };
  }),
});

test('an operation of Keras is written with its own settings alone, and what it takes at the call', () => {
  const { config } = writeKerasModel(
    chain(
      { id: 'pictures', type: 'input', params: { shape: [4, 4, 3] } },
      { id: 'colours', type: 'take', params: { axis: -1, indices: [2, 1, 0] } },
      { id: 'row', type: 'take', params: { axis: 1, indices: [-1], drop: true } },
      { id: 'smooth', type: 'gelu', params: {} },
      { id: 'output_1', type: 'output', params: { activation: 'linear' } },
    ),
    'm',
  );
  const { layers } = config.config as { layers: { name: string; inbound_nodes: { args: unknown[] }[] }[] };
  const layer = (name: string) => layers.find((one) => one.name === name);
  expect(layer('colours')).toMatchObject({ module: 'keras.src.ops.numpy', config: { name: 'colours', axis: -1 } });
  // Keras makes it by `Take(**config)`, which refuses `trainable` and `dtype`.
  expect(layer('colours')).not.toHaveProperty('config.trainable');
  expect(layer('smooth')).not.toHaveProperty('config.dtype');
  expect(layer('colours')?.inbound_nodes[0]).toMatchObject({ args: [{}, [2, 1, 0]], kwargs: {} });
  expect(layer('row')?.inbound_nodes[0]).toMatchObject({ args: [{}, -1], kwargs: {} });
});
