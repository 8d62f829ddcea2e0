import { missing } from './hinge.ts';
import type { LossFunction } from './loss.ts';

export const squaredHinge: LossFunction<'squared_hinge'> = {
  compute: (target, prediction) => missing(target, prediction).square().mean(-1),
};
