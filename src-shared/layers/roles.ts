import type { z } from 'zod';
import type { GraphNode } from '../graph/types.ts';
import { input } from './data/input.ts';
import { output } from './head/output.ts';
import { parseParams } from './parse-params.ts';

/** Parameters that every type with the role `input` has: where the data comes from. */
export const inputParams = (node: GraphNode): z.infer<typeof input.params> => parseParams(input, node.params).params;

/** Parameters that every type with the role `output` has: what is predicted, and how it is compared. */
export const outputParams = (node: GraphNode): z.infer<typeof output.params> => parseParams(output, node.params).params;
