import { adaptivePoolingFactory } from './pooling.ts';

export const adaptiveAveragePooling1d = adaptivePoolingFactory('adaptive_average_pooling1d', 1, (window, axis) =>
  window.mean(axis, true),
);
