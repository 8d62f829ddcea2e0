import { expect, it } from 'vitest';
import { tensorOf } from '../../shapes/tensors.ts';
import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/dropout.json' with { type: 'json' };
import { dropout } from './dropout.ts';

checkLayer(dropout, golden);

it('says where a noise shape does not fit, with ways out', () => {
  const infer = (noise_shape: (number | null)[]) =>
    dropout.inferShape([tensorOf([8, 8, 3])], { rate: 0.5, noise_shape });
  for (const shape of [
    [20, 1, 1, 1],
    [null, 1, 1, 2],
    [null, 1, 1, 1, 1],
    [8, 3, 3],
    [null, null],
  ]) {
    expect(infer(shape).output).toBeNull();
    expect(infer(shape).problems).toMatchObject([{ code: 'noise-shape-mismatch', param: 'noise_shape' }]);
  }
  const [problem] = infer([20, 1, 1, 1]).problems;
  expect(problem?.message).toContain('(20, 1, 1, 1) over (batch, 8, 8, 3)');
  expect(problem?.remedies).toContainEqual(expect.objectContaining({ params: { noise_shape: [null, 1, 1, 1] } }));
  expect(dropout.summary({ rate: 0.2, noise_shape: [null, 1, 1, 1] })).toBe('20 % · draws (all, 1, 1, 1)');
});
