import type { LayerType } from '#shared/layers/index.ts';
import { innerFromConfig, openInner } from '#shared/layers/inner-layer.ts';
import type { tf } from '../runtime/tf.ts';
import { CatalogueLayer } from './catalogue-layer.ts';
import type { KerasConfig } from './config.ts';
import type { LayerFactory } from './factory.ts';
// The factories include those of the cells: they are asked when one is used, never while this loads.
import { factoryOf } from './index.ts';
import type { Progress, Reading } from './recurrent.ts';

/** A cell that stands by itself: a sequence of one step. */
export const cellFactory = (
  type: LayerType,
  read: (reading: Reading) => Progress,
  initialWeight?: LayerFactory['initialWeight'],
): LayerFactory => ({
  create: (config, context) =>
    new CatalogueLayer(type, config, context.name, (call) => {
      const [step, ...initial] = call.inputs as [tf.Tensor, ...tf.Tensor[]];
      const whole = { mask: null, backwards: false, zeroes: false };
      const { outputs, remembered } = read({ ...call, ...whole, input: step.expandDims(1), config, context, initial });
      // What comes out is remembered, too; a layer's outputs are tensors of their own.
      return [outputs[0] as tf.Tensor, ...(remembered as tf.Tensor[])].map((tensor) => tensor.clone());
    }),
  readSequence: read,
  stock: () => null,
  ...(initialWeight ? { initialWeight } : {}),
});

export interface HeldCell {
  readonly factory: LayerFactory;
  readonly config: KerasConfig;
  /** How many values it remembers. */
  readonly states: number;
}

/** A cell that a config holds. */
export function cellIn(value: unknown): HeldCell {
  const inner = innerFromConfig(value);
  if (!inner) throw new Error('no cell');
  const { definition, params } = openInner(inner);
  const { config } = value as { config: KerasConfig };
  return { factory: factoryOf(inner.type), config, states: definition.outputs?.(params).length ?? 0 };
}

/** Reads with a cell whose weights and random numbers are those of a place in the layer that holds it. */
export function readWith({ factory, config }: HeldCell, place: string, reading: Reading, key: number): Progress {
  if (!factory.readSequence) throw new Error(`${place} holds no cell`);
  return factory.readSequence({
    ...reading,
    config,
    context: { ...reading.context, key },
    weight: (name) => reading.weight(`${place}/${name}`),
    assign: (name, value) => reading.assign(`${place}/${name}`, value),
  });
}

/** How the weights of a cell start that is held at a place. */
export function startOfCell(
  { factory, config }: HeldCell,
  place: string,
  ...[, { name, shape }, draw]: Parameters<NonNullable<LayerFactory['initialWeight']>>
): tf.Tensor | null {
  const own = name.slice(place.length + 1);
  return factory.initialWeight?.(config, { name: own, shape }, (of, sizes) => draw(`${place}/${of}`, sizes)) ?? null;
}
