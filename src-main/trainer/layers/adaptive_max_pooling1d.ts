import { adaptivePoolingFactory } from './pooling.ts';

export const adaptiveMaxPooling1d = adaptivePoolingFactory('adaptive_max_pooling1d', 1, (window, axis) =>
  window.max(axis, true),
);
