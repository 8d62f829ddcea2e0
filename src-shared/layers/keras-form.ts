import type { z } from 'zod';
import { activationFromConfig } from './activations.ts';
import { constraintFromConfig, constraintToConfig } from './constraints.ts';
import type { LayerDefinition } from './definition.ts';
import { initializerFromConfig, initializerToConfig } from './initializers.ts';
import { regularizerFromConfig, regularizerToConfig } from './regularizers.ts';

type Convert = (value: unknown) => unknown;

/** Parameters that Keras serialises as objects, by the end of their names. */
const codecs: readonly (readonly [RegExp, to: Convert, from: Convert])[] = [
  [/(^|_)initializer$/, initializerToConfig, initializerFromConfig],
  [/_regularizer$/, regularizerToConfig, regularizerFromConfig],
  [/_constraint$/, constraintToConfig, constraintFromConfig],
  [/^(recurrent_)?activation$/, (value) => value, activationFromConfig],
];

const codecOf = (key: string) => codecs.find(([end]) => end.test(key));

/** Strata's only order of dimensions, as Keras writes it. */
export const CHANNELS_LAST = { data_format: 'channels_last' };

/**
 * For layers whose parameters are Keras's own, name by name. `fixed` is what Strata always writes because it offers no
 * choice there (`data_format`); a file that says otherwise keeps that key, and so shows it as a problem of the node.
 */
export function kerasForm<Params extends z.ZodObject>(
  className: string,
  params: Params,
  fixed: Readonly<Record<string, unknown>> = {},
): LayerDefinition<Params>['keras'] {
  return {
    className,
    toConfig: (values) => ({
      ...Object.fromEntries(
        Object.entries(values)
          // Keras leaves this one out where there is none.
          .filter(([key, value]) => key !== 'activity_regularizer' || value !== null)
          .map(([key, value]) => [key, codecOf(key)?.[1](value) ?? value ?? null]),
      ),
      ...fixed,
    }),
    fromConfig: (config) => {
      const known = Object.keys(params.shape).flatMap((key) =>
        key in config ? [[key, codecOf(key)?.[2](config[key]) ?? config[key]] as const] : [],
      );
      const other = Object.entries(fixed).flatMap(([key, value]) =>
        key in config && key !== 'seed' && JSON.stringify(config[key]) !== JSON.stringify(value)
          ? [[key, config[key]] as const]
          : [],
      );
      return Object.fromEntries([...known, ...other]) as z.input<Params>;
    },
  };
}
