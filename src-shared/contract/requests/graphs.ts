import { oc } from '@orpc/contract';
import { z } from 'zod';
import { graphSchema } from '../../graph/types.ts';
import { diskPath } from '../disk-path.ts';

export const graphProblem = z.object({
  code: z.string(),
  severity: z.enum(['error', 'warning', 'tip']),
  node: z.string().optional(),
  edge: z.string().optional(),
  param: z.string().optional(),
  expected: z.string().optional(),
  found: z.string().optional(),
  message: z.string(),
});

export const graphsContract = {
  /** Fields of `strata graph check --json` (fixed, DESIGN 9). Parameters are null while an error stands. */
  check: oc.input(z.object({ path: diskPath })).output(
    z.object({
      ok: z.boolean(),
      parameters: z.number().nullable(),
      problems: z.array(graphProblem),
      layers: z.array(
        z.object({
          id: z.string(),
          type: z.string(),
          outputShape: z.array(z.number().nullable()).nullable(),
          parameters: z.number().nullable(),
        }),
      ),
      graph: graphSchema,
    }),
  ),
};
