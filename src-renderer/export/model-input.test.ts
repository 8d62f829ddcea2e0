import { expect, it } from 'vitest';
import { describeInput, modelInput } from './model-input.ts';

const graph = (params: Record<string, string | number[]>) => ({
  nodes: [{ id: 'input_1', type: 'input', params, position: { x: 0, y: 0 } }],
  edges: [],
});

it('says what a picture becomes', () => {
  expect(describeInput(graph({ shape: [64, 96, 3], resize: 'pad' }))).toBe('64 × 96 RGB, values 0 to 255');
  expect(modelInput(graph({ shape: [28, 28, 1], resize: 'crop' }))).toMatchObject({ mode: 'grey', resize: 'cropped' });
});

it('claims nothing of an input that is no picture', () => {
  expect(modelInput(graph({ shape: [10] }))).toBeNull();
  expect(modelInput({ nodes: [], edges: [] })).toBeNull();
});
