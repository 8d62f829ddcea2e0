import { describe, expect, it } from 'vitest';
import type { DatasetShape } from '../data/types.ts';
import { analyzeGraph } from './analyze.ts';
import { bindGraph } from './bind.ts';
import { parseTextGraph } from './text-graph.ts';

const samples = { train: 100, validation: 20, test: 20 };
const image = { name: 'image', type: 'image' as const };
const pets: DatasetShape = {
  columns: [image, { name: 'label', type: 'category', classes: ['cat', 'dog'] }],
  samples,
};
const bound = (text: string, dataset = pets) => {
  const result = bindGraph(parseTextGraph(text), dataset);
  const params = result.graph.nodes.filter(({ type }) => type === 'output').map((node) => node.params);
  return { ...result, params };
};
const codes = (text: string, dataset = pets) =>
  analyzeGraph(parseTextGraph(text), dataset).problems.map(({ code, severity }) => `${severity} ${code}`);

describe('an output that gives pictures', () => {
  const encoder = 'input[8,8,3] > rescaling > conv2d(4, padding=same)';
  it('learns the pictures themselves, scaled as the input is', () => {
    const { params, notes, problems } = bound(`${encoder} > conv2d(3, padding=same) > output(linear)`);
    expect(problems).toEqual([]);
    expect(params[0]).toMatchObject({ target: 'image', loss: { name: 'mean_squared_error' }, target_offset: 0 });
    expect(params[0]?.target_scale).toBeCloseTo(1 / 255);
    expect(notes[1]).toBe(
      'output_1 predicts the column image (the first that can be predicted): the pictures themselves at 8 × 8 pixels, as they are without augmentation, values brought to 0 to 1, as rescaling_1 does; the loss is mean squared error, chosen for its type.',
    );
  });
  it('follows another rescaling, and one that is set', () => {
    const other = 'input[8,8,3] > random_flip > rescaling(0.0078431, -1) > conv2d(3, padding=same) > output(tanh)';
    expect(bound(other).params[0]).toMatchObject({ target_scale: 0.0078431, target_offset: -1 });
    const own = `${encoder} > conv2d(3, padding=same) > output(linear, target_scale=1)`;
    expect(bound(own).params[0]).toMatchObject({ target_scale: 1, target_offset: 0 });
  });
  it('compares pixels as yes and no where its activation is sigmoid', () => {
    const { params } = bound(`${encoder} > conv2d(3, padding=same) > output(sigmoid)`);
    expect(params[0]?.loss).toMatchObject({ name: 'binary_crossentropy' });
  });
  it('says where the size is another, and where it is no picture', () => {
    expect(codes('input[8,8,3] > rescaling > conv2d(3) > output(linear)')).toEqual(['tip output-of-another-size']);
    const odd = analyzeGraph(parseTextGraph(`${encoder} > conv2d(5, padding=same) > output(linear, image)`), pets);
    expect(odd.problems.map(({ code }) => code)).toEqual(['output-not-a-picture']);
    expect(odd.problems[0]?.fixes?.map(({ title }) => title)).toEqual(['Set filters of conv2d_2 to 3']);
  });
});

describe('two classes', () => {
  const before = 'input[8,8,3] > rescaling > flatten';
  it('are told apart by one value, or by two', () => {
    expect(codes(`${before} > dense(1) > output(sigmoid)`)).toEqual([]);
    expect(bound(`${before} > dense(1) > output(sigmoid)`).params[0]?.loss).toMatchObject({
      name: 'binary_crossentropy',
    });
    expect(codes(`${before} > dense(2) > output`)).toEqual([]);
    expect(codes(`${before} > dense(2) > output(sigmoid, label, binary_crossentropy)`)).toEqual([]);
  });
  it('an embedding may have any size', () => {
    expect(codes(`${before} > dense(7) > unit_normalization > output(linear, label, circle)`)).toEqual([]);
  });
});

describe('what doesn’t fit is told, with a way out', () => {
  const before = 'input[8,8,3] > rescaling > flatten > dense(2)';
  it('a loss for another target', () => {
    expect(codes(`${before} > output(softmax, label, poisson)`)).toEqual(['error loss-target']);
  });
  it('a loss for another activation', () => {
    expect(codes(`${before} > output(linear, label, categorical_crossentropy)`)).toEqual(['error loss-activation']);
  });
  it('logits behind a softmax', () => {
    const graph = parseTextGraph(`${before} > output(softmax, label)`);
    const loss = { name: 'categorical_crossentropy', from_logits: true };
    const nodes = graph.nodes.map((node) => (node.type === 'output' ? { ...node, params: { loss } } : node));
    const { problems } = analyzeGraph({ ...graph, nodes }, pets);
    expect(problems.map(({ message }) => message)).toEqual([
      'output_1: its loss expects logits, so its activation is linear; got softmax. Set activation to linear.',
    ]);
  });
  it('a metric for another target', () => {
    const graph = parseTextGraph(`${before} > output`);
    const params = { metrics: ['accuracy', 'r2_score'] };
    const nodes = graph.nodes.map((node) => (node.type === 'output' ? { ...node, params } : node));
    const [problem] = analyzeGraph({ ...graph, nodes }, pets).problems;
    expect(problem?.code).toBe('metric-target');
    expect(problem?.fixes?.[0]?.edit).toMatchObject({ params: { metrics: [{ name: 'accuracy' }] } });
  });
});

it('two heads, and two inputs of pictures, are no problem', () => {
  const text = `input[8,8,3] > rescaling > c:conv2d(4, padding=same) > flatten > dense(2) > output
    @c > conv2d(3, padding=same) > output(linear)`;
  expect(codes(text)).toEqual([]);
  expect(bound(text).params.map(({ target }) => target)).toEqual(['label', 'image']);
  const twice = `input[8,8,3] > rescaling > flatten > both:concatenate > dense(2) > output
    input[4,4,1] > rescaling > flatten > @both`;
  expect(codes(twice)).toEqual([]);
});
