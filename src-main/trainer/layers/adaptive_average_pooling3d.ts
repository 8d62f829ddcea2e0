import { adaptivePoolingFactory } from './pooling.ts';

export const adaptiveAveragePooling3d = adaptivePoolingFactory('adaptive_average_pooling3d', 3, (window, axis) =>
  window.mean(axis, true),
);
