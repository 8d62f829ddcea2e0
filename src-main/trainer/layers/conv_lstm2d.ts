import { convolutionalLstmFactory } from './convolutional-lstm.ts';

export const convLstm2d = convolutionalLstmFactory('conv_lstm2d', 2);
