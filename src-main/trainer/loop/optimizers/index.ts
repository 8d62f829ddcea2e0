import type { OptimizerConfig, OptimizerConfigs, OptimizerName } from '#shared/training/optimizers/index.ts';
import { adadelta } from './adadelta.ts';
import { adafactor } from './adafactor.ts';
import { adagrad } from './adagrad.ts';
import { adam } from './adam.ts';
import { adamax } from './adamax.ts';
import { ftrl } from './ftrl.ts';
import { lamb } from './lamb.ts';
import { lion } from './lion.ts';
import { muon } from './muon.ts';
import { nadam } from './nadam.ts';
import type { Optimizer } from './optimizer.ts';
import { rmsprop } from './rmsprop.ts';
import { scheduleFreeAdamw } from './schedule-free-adamw.ts';
import { sgd } from './sgd.ts';

type Makers = { readonly [Name in OptimizerName]: (config: OptimizerConfigs[Name]) => Optimizer };

// AdamW is Adam with weight decay, which is applied to all optimizers alike.
const makers: Makers = {
  adam,
  adamw: adam,
  sgd,
  rmsprop,
  nadam,
  lion,
  muon,
  lamb,
  adafactor,
  schedule_free_adamw: scheduleFreeAdamw,
  adamax,
  adagrad,
  adadelta,
  ftrl,
};

export function makeOptimizer(config: OptimizerConfig): Optimizer {
  const make = makers[config.name] as (config: OptimizerConfig) => Optimizer;
  return make(config);
}
