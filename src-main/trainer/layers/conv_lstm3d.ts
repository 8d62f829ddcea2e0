import { convolutionalLstmFactory } from './convolutional-lstm.ts';

export const convLstm3d = convolutionalLstmFactory('conv_lstm3d', 3);
