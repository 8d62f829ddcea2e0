import { describe, expect, it } from 'vitest';
import { allLayers } from '../layers/index.ts';
import { maskFlowsOf } from '../layers/mask-flow.ts';
import { parseParams } from '../layers/parse-params.ts';
import { analyzeGraph } from './analyze.ts';
import golden from './golden/masks.json' with { type: 'json' };
import { parseTextGraph } from './text-graph.ts';

const about = (text: string) =>
  analyzeGraph(parseTextGraph(text)).problems.flatMap(({ code, node }) =>
    code.startsWith('mask') ? [`${code} ${node}`] : [],
  );

describe('masks', () => {
  it('are known to the layers that know of them in Keras', () => {
    const knows = (definition: (typeof allLayers)[number]) =>
      maskFlowsOf(definition, parseParams(definition, {}).params) !== null;
    const keras: Readonly<Record<string, boolean>> = golden;
    // An input has nothing before it; layers of other packages are not in the file.
    const asked = allLayers.filter(({ role, type }) => role !== 'input' && keras[type] !== undefined);
    expect(asked.length).toBeGreaterThan(110);
    const found = asked.map((one) => [one.type, knows(one)]);
    const expected = asked.map(({ type }) => [type, keras[type]]);
    expect(found).toEqual(expected);
  });

  it('reach the output, or end where they are made use of', () => {
    expect(about('input[7] > embedding(9, 4, mask_zero=true) > dense(3) > dropout > output')).toEqual([]);
    expect(
      about('input[7] > embedding(9, 4, mask_zero=true) > global_average_pooling1d > reshape([2,2]) > output'),
    ).toEqual([]);
    expect(about('input[7] > embedding(9, 4) > flatten > output')).toEqual([]);
  });

  it('are told of where they get lost, once', () => {
    expect(about('input[7,3] > masking > dense(4) > flatten > reshape([7,4]) > flatten > output')).toEqual([
      'mask-lost flatten_1',
    ]);
    expect(about('x:input[7,3] > m:masking > a:add > flatten > output; @x > @a')).toEqual([]);
    expect(about('x:input[7,3] > m:masking > a:concatenate > flatten > output; @x > @a')).toEqual([
      'mask-lost flatten_1',
    ]);
  });

  it('are not given to a recurrent layer that starts from given states, as in Keras', () => {
    const encoder = 'x:input[7,3] > m:masking > lstm(4) > output';
    expect(about(encoder)).toEqual([]);
    expect(about(`${encoder}; s:input[4] > @lstm_1:initial_h; @s > @lstm_1:initial_c`)).toEqual(['mask-unused lstm_1']);
  });

  it('are refused by a softmax over steps, as in Keras', () => {
    expect(about('input[7,3] > masking > softmax > output')).toEqual(['mask-refused softmax_1']);
  });
});
