import { transposedFactory } from './transposed-convolution.ts';

/** tfjs's layer fails when it is called. */
export const conv3dTranspose = transposedFactory('conv3d_transpose', 3, () => null);
