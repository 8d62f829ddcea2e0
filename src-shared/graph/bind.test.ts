import { describe, expect, it } from 'vitest';
import type { DatasetShape } from '../data/types.ts';
import { pictures } from '../testing/graphs.ts';
import { lossConfig } from '../training/losses/index.ts';
import { bindGraph } from './bind.ts';
import { parseTextGraph } from './text-graph.ts';

const paramsOf = (bound: ReturnType<typeof bindGraph>, id: string) =>
  bound.graph.nodes.find((node) => node.id === id)?.params;

describe('binding a graph to pictures', () => {
  const graph = parseTextGraph('input[28,28,1] > rescaling > flatten > dense(3) > output');
  const bound = bindGraph(graph, pictures);

  it('fills in what was left open, and nothing else', () => {
    expect(paramsOf(bound, 'input_1')).toEqual({ shape: [28, 28, 1], column: 'image', resize: 'stretch' });
    expect(paramsOf(bound, 'output_1')).toEqual({
      target: 'label',
      loss: lossConfig.parse('categorical_crossentropy'),
      metrics: [{ name: 'accuracy' }],
    });
    expect(bound.graph.nodes[1]).toBe(graph.nodes[1]);
    expect(graph.nodes[0]?.params).toEqual({ shape: [28, 28, 1] });
  });

  it('says what it took, in plain sentences', () => {
    expect(bound.notes).toEqual([
      'input_1 reads the column image (the first with pictures): grey pictures, stretched to 28 × 28 pixels, values 0 to 255.',
      'output_1 predicts the column label (the first that can be predicted): 3 classes (animals, faces, food); the loss is categorical crossentropy, chosen for its type.',
    ]);
    expect(bound.problems).toEqual([]);
  });

  it('changes nothing more when bound again, and no longer speaks of inference', () => {
    const again = bindGraph(bound.graph, pictures);
    expect(again.graph).toEqual(bound.graph);
    expect(again.notes.join(' ')).not.toMatch(/first|chosen/);
  });
});

describe('binding to other data', () => {
  const numbers: DatasetShape = {
    columns: [
      { name: 'photo', type: 'image' },
      { name: 'age', type: 'number' },
    ],
    samples: { train: 9, validation: 0, test: 0 },
  };

  it('learns a number by squared error', () => {
    const bound = bindGraph(parseTextGraph('input[8,8,3] > flatten > dense(1) > output(linear)'), numbers);
    expect(bound.problems).toEqual([]);
    expect(paramsOf(bound, 'output_1')).toMatchObject({ target: 'age', loss: { name: 'mean_squared_error' } });
  });

  it('reports what does not fit and leaves that node as it is', () => {
    const graph = parseTextGraph('input[8] > dense(1) > output(loss=categorical_crossentropy)');
    const bound = bindGraph(graph, numbers);
    expect(bound.problems.map(({ code }) => code)).toEqual(['picture-shape', 'loss-target']);
    expect(paramsOf(bound, 'input_1')).toEqual({ shape: [8] });
  });

  it('needs two classes to tell apart', () => {
    const one = { ...pictures, columns: [{ name: 'label', type: 'category' as const, classes: ['cat'] }] };
    const { problems } = bindGraph(parseTextGraph('input[8,8,3] > flatten > dense(1) > output'), one);
    expect(problems.map(({ code }) => code)).toEqual(['no-column', 'too-few-classes']);
  });
});
