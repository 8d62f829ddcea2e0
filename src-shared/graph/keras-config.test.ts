import { expect, it } from 'vitest';
import { toKerasConfigs } from './keras-config.ts';
import { parseTextGraph } from './text-graph.ts';

it('writes the layers that reach the output, sources first, as Keras does', () => {
  const graph = parseTextGraph(
    'x:input[8,8,3] > a:conv2d(3,3,padding=same) > sum:add > flatten > dense(2) > output; @x > @sum; @a > dropout',
  );
  const layers = toKerasConfigs(graph);
  expect(layers.map(({ id, className, inbound }) => [id, className, inbound.map((from) => from.id)])).toEqual([
    ['x', 'InputLayer', []],
    ['a', 'Conv2D', ['x']],
    ['sum', 'Add', ['a', 'x']],
    ['flatten_1', 'Flatten', ['sum']],
    ['dense_1', 'Dense', ['flatten_1']],
    ['output_1', 'Activation', ['dense_1']],
  ]);
  expect(layers[0]?.config).toEqual({
    name: 'x',
    dtype: 'float32',
    batch_shape: [null, 8, 8, 3],
    sparse: false,
    ragged: false,
  });
  expect(layers[4]?.config).toMatchObject({ name: 'dense_1', trainable: true, units: 2, activation: 'linear' });
  expect(layers[4]?.params).toMatchObject({ units: 2, use_bias: true, kernel_initializer: { name: 'glorot_uniform' } });
});
