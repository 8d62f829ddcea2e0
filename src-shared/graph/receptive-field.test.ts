import { expect, it } from 'vitest';
import { analyzeGraph } from './analyze.ts';
import { parseTextGraph } from './text-graph.ts';

const fieldsOf = (text: string) => analyzeGraph(parseTextGraph(text)).receptiveFields;

it('grows with windows and strides, as in the literature', () => {
  const vgg = [2, 2, 3, 3, 3].map((count) => `${'conv2d(4,3,padding=same) > '.repeat(count)}max_pooling2d`).join(' > ');
  // VGG16's last pooling sees 212 pixels (Araujo et al., 2019).
  expect(fieldsOf(`input[256,256,3] > ${vgg}`).get('max_pooling2d_5')).toEqual([212, 212]);
});

it('counts dilation, unequal axes and enlarging', () => {
  const fields = fieldsOf(
    'input[64,64,3] > a:conv2d(4,3x5,dilation_rate=2x1) > b:max_pooling2d > c:up_sampling2d > d:conv2d(4,3) > e:dense(3)',
  );
  expect(['a', 'b', 'c', 'd', 'e'].map((id) => fields.get(id))).toEqual([
    [5, 5],
    [6, 6],
    [6, 6],
    [8, 8],
    [8, 8],
  ]);
});

it('is the widest where paths meet, and all behind a global pooling or a dense layer of rows', () => {
  const fields = fieldsOf(
    'x:input[32,32,4] > conv2d(4,5,padding=same) > sum:add > pool:global_average_pooling2d > dense(2); @x > @sum; ' +
      '@sum > flat:flatten > row:dense(2)',
  );
  expect(['x', 'sum', 'pool', 'flat', 'row'].map((id) => fields.get(id))).toEqual([
    [1, 1],
    [5, 5],
    'all',
    [5, 5],
    'all',
  ]);
});

it('has no meaning for rows of values, and none while shapes are unknown', () => {
  const fields = fieldsOf('input[8] > a:dense(3); b:conv2d(4,3) > c:dense(2)');
  expect(['a', 'b', 'c'].map((id) => fields.get(id))).toEqual([null, null, null]);
});
