import type { OptimizerConfig } from '#shared/training/run.ts';
import { adam } from './adam.ts';
import type { Optimizer } from './optimizer.ts';
import { rmsprop } from './rmsprop.ts';
import { sgd } from './sgd.ts';

type Makers = {
  readonly [Name in OptimizerConfig['name']]: (config: Extract<OptimizerConfig, { name: Name }>) => Optimizer;
};

const makers: Makers = { adam, sgd, rmsprop };

export function makeOptimizer(config: OptimizerConfig): Optimizer {
  const make = makers[config.name] as (config: OptimizerConfig) => Optimizer;
  return make(config);
}
