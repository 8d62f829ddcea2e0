import { adaptivePoolingFactory } from './pooling.ts';

export const adaptiveMaxPooling2d = adaptivePoolingFactory('adaptive_max_pooling2d', 2, (window, axis) =>
  window.max(axis, true),
);
