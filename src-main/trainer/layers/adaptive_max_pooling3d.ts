import { adaptivePoolingFactory } from './pooling.ts';

export const adaptiveMaxPooling3d = adaptivePoolingFactory('adaptive_max_pooling3d', 3, (window, axis) =>
  window.max(axis, true),
);
