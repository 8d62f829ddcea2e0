import type { z } from 'zod';
import type { LayerDefinition } from './definition.ts';

/** Declares a layer; it only keeps the types of the parameters through the definition. */
export const defineLayer = <Params extends z.ZodObject>(definition: LayerDefinition<Params>): LayerDefinition<Params> =>
  definition;
