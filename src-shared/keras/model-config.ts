import { z } from 'zod';

/**
 * The model part of Keras 3's `config.json`, as far as its structure goes; what a layer says of itself stays as it is. A
 * file is hostile until it has passed here: depth and numbers are bounded before anything is made of it.
 */

export const MAX_LAYERS = 5000;
/** Models in models; Keras's own applications nest once. */
export const MAX_NESTING = 16;

const name = z.string().min(1).max(200);
const config = z.record(z.string(), z.unknown());

/** Layer, its call, and which of the call's results. */
const history = z.tuple([name, z.int().min(0), z.int().min(0)]);
export type KerasHistory = z.infer<typeof history>;

export const kerasTensor = z.object({
  class_name: z.literal('__keras_tensor__'),
  config: z.looseObject({
    keras_history: history,
    shape: z.array(z.int().nullable()).max(16).optional().catch(undefined),
  }),
});

/** One call of a layer. */
export const kerasCall = z.object({ args: z.array(z.unknown()).max(1000), kwargs: config });
export type KerasCall = z.infer<typeof kerasCall>;

export const kerasLayer = z.looseObject({
  module: z.string().max(200).nullable().default(null),
  class_name: name,
  config,
  registered_name: z.string().max(200).nullable().default(null),
  name: name.optional(),
  /** Ours, of a model in a model: its name in words, where that is no name for Keras. */
  title: z.string().min(1).max(120).optional().catch(undefined),
  inbound_nodes: z.array(kerasCall).max(1000).optional(),
});
export type KerasLayer = z.infer<typeof kerasLayer>;

/** One end, or several in a list; older files leave the list out where there is one. */
const ends = z.union([history.transform((end) => [end]), z.array(history).max(1000)]);

export const functionalConfig = z.looseObject({
  name: name.optional(),
  layers: z.array(kerasLayer).max(MAX_LAYERS),
  input_layers: ends,
  output_layers: ends,
});
export type FunctionalConfig = z.infer<typeof functionalConfig>;

export const sequentialConfig = z.looseObject({
  name: name.optional(),
  layers: z.array(kerasLayer).max(MAX_LAYERS),
  build_input_shape: z.array(z.int().nullable()).max(8).nullable().optional(),
});

/** Whether a value nests deeper than `limit`; without recursion, since its depth is what is in doubt. */
export function isDeeperThan(value: unknown, limit: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > limit) return true;
    level = level.flatMap((item) => (item !== null && typeof item === 'object' ? Object.values(item) : []));
  }
  return false;
}
