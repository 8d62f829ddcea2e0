import { categoricalCrossentropy } from './categorical_crossentropy.ts';
import type { LossDefinition } from './definition.ts';
import { meanSquaredError } from './mean_squared_error.ts';

/** Losses that train; a new one is a file and a line here. */
export const losses = {
  categorical_crossentropy: categoricalCrossentropy,
  mean_squared_error: meanSquaredError,
} satisfies Record<string, LossDefinition>;

export type LossName = keyof typeof losses;
export const lossNames = Object.keys(losses) as LossName[];

export const getLoss = (name: LossName): LossDefinition => losses[name];
