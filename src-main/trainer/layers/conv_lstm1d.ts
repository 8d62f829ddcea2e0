import { convolutionalLstmFactory } from './convolutional-lstm.ts';

export const convLstm1d = convolutionalLstmFactory('conv_lstm1d', 1);
