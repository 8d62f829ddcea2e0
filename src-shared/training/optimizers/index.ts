import type { z } from 'zod';
import { nameUnion } from '../name-union.ts';
import { adadelta } from './adadelta.ts';
import { adafactor } from './adafactor.ts';
import { adagrad } from './adagrad.ts';
import { adam } from './adam.ts';
import { adamax } from './adamax.ts';
import { adamw } from './adamw.ts';
import type { OptimizerDefinition } from './definition.ts';
import { ftrl } from './ftrl.ts';
import { lamb } from './lamb.ts';
import { lion } from './lion.ts';
import { muon } from './muon.ts';
import { nadam } from './nadam.ts';
import { rmsprop } from './rmsprop.ts';
import { scheduleFreeAdamw } from './schedule_free_adamw.ts';
import { sgd } from './sgd.ts';

/** What a definition has, whatever its parameters are. */
type AnyOptimizer = Pick<OptimizerDefinition, 'title' | 'description' | 'source' | 'keras'>;

/** Optimizers that train, the usual ones first; a new one is a file and a line here. */
export const optimizers = {
  adam,
  adamw,
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
} satisfies Record<string, AnyOptimizer>;

export type OptimizerName = keyof typeof optimizers;
export const optimizerNames = Object.keys(optimizers) as OptimizerName[];

/** The configuration of each optimizer by its name. */
export type OptimizerConfigs = { [Name in OptimizerName]: z.infer<(typeof optimizers)[Name]['params']> };
export type OptimizerConfig = OptimizerConfigs[OptimizerName];
export const optimizerConfig = nameUnion<(typeof optimizers)[OptimizerName]>(optimizers);

/** The definition of an optimizer; the single type of its parameters is given up here. */
export const getOptimizer = (name: OptimizerName): OptimizerDefinition =>
  optimizers[name] as unknown as OptimizerDefinition;
