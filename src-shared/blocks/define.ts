import type { z } from 'zod';
import type { BlockDefinition } from './definition.ts';

/** Declares a block; it only keeps the types of the parameters through the definition. */
export const defineBlock = <Params extends z.ZodObject>(definition: BlockDefinition<Params>): BlockDefinition<Params> =>
  definition;

/** The one input of most blocks. */
export const oneInput = [{ name: 'in', title: 'Input' }] as const;
