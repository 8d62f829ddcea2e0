import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { LayerDefinition } from '../layers/definition.ts';
import { parseParams } from '../layers/parse-params.ts';
import { sizesOf, tensorOf } from '../shapes/tensors.ts';

/** A file written by tools/golden/layers.py: what Keras 3 says of one layer. */
const goldenFile = z.object({
  keras: z.string(),
  className: z.string(),
  cases: z
    .array(
      z.object({
        inputs: z.array(z.array(z.number())),
        params: z.record(z.string(), z.unknown()),
        /** Null where Keras refuses. */
        output: z.array(z.number()).nullable(),
        /** What comes out beside it. */
        others: z.array(z.array(z.number())).default([]),
        weights: z.array(z.object({ name: z.string(), shape: z.array(z.number()), trainable: z.boolean() })).optional(),
        config: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .min(1),
});

/**
 * Checks a layer against Keras over a grid of parameters: output shape, weights by name and order, the config it writes,
 * and that a config of Keras's reads back as the same parameters.
 */
export function checkLayer<Params extends z.ZodObject>(definition: LayerDefinition<Params>, golden: unknown): void {
  const { className, cases } = goldenFile.parse(golden);
  describe(`${definition.type} against Keras`, () => {
    it('has the class name', () => {
      expect(definition.keras.className).toBe(className);
    });

    for (const { inputs: shapes, params: raw, output, others, weights, config } of cases) {
      const inputs = shapes.map((shape) => tensorOf(shape));
      const { params, problems } = parseParams(definition, raw);

      it(`${shapes.map((shape) => `[${shape}]`).join(' ')} ${JSON.stringify(raw)}`, () => {
        expect(problems).toEqual([]);
        const inferred = definition.inferShape(inputs, params);
        if (output === null) {
          expect(inferred.output).toBeNull();
          expect(inferred.problems.some((problem) => problem.severity === 'error')).toBe(true);
          return;
        }
        expect(inferred.problems).toEqual([]);
        if (!inferred.output) throw new Error('no output');
        expect(sizesOf(inferred.output)).toEqual(output);
        const { more = {} } = inferred;
        expect((definition.outputs?.(params) ?? []).map((port) => (more[port] ? sizesOf(more[port]) : null))).toEqual(
          others,
        );
        const found = definition
          .weights(inputs, params)
          .map(({ name, shape, trainable }) => ({ name, shape, trainable }));
        expect(found).toEqual(weights);
        const flops = definition.flops(inputs, params, inferred.output);
        expect(flops).toBe(Math.round(flops));
        expect(flops).toBeGreaterThanOrEqual(0);
        expect(config).toMatchObject(definition.keras.toConfig(params));
        // What Keras takes at the call stands in no config.
        const atCall = Object.fromEntries((definition.keras.callArguments ?? []).map((key) => [key, params[key]]));
        const read = { ...definition.keras.fromConfig(config ?? {}), ...atCall };
        expect(parseParams(definition, read)).toEqual({ params, problems: [] });
      });
    }
  });
}
