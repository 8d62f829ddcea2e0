import { transposedFactory } from './transposed-convolution.ts';

/** tfjs has no such layer. */
export const conv1dTranspose = transposedFactory('conv1d_transpose', 1, () => null);
