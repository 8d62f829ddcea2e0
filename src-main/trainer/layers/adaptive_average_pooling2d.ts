import { adaptivePoolingFactory } from './pooling.ts';

export const adaptiveAveragePooling2d = adaptivePoolingFactory('adaptive_average_pooling2d', 2, (window, axis) =>
  window.mean(axis, true),
);
