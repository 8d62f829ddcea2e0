import { z } from 'zod';
import type { KerasCall, KerasLayer } from './model-config.ts';

/**
 * Models of Keras 2 and of TF.js say the same in other words. What differs is brought into Keras 3's form here, before
 * anything is read; a model of Keras 3 passes unchanged.
 */

/** One tensor of a call in Keras 2: layer, call, which result, and the call's plain arguments. */
const oldTensor = z.tuple([z.string(), z.int(), z.unknown()]).rest(z.unknown());

const isTensor = (value: unknown): value is Reference =>
  oldTensor.safeParse(value).success &&
  Number.isInteger((value as unknown[])[2]) &&
  (value as [string, number])[1] >= 0;

type Reference = [layer: string, call: number, tensor: number];

/**
 * A model in a model has made one call when it is built, which is counted in front of those that the file holds: by Keras 2
 * and TF.js everywhere, by Keras 3 only where a functional model is an end of the outer one. `counted`: of which layers.
 */
const uncounted = ([layer, call, ...rest]: Reference, counted: ReadonlySet<string>): Reference => [
  layer,
  call > 0 && counted.has(layer) ? call - 1 : call,
  rest[0],
];

const tensor = (reference: Reference, counted: ReadonlySet<string>) => ({
  class_name: '__keras_tensor__',
  config: { keras_history: uncounted([reference[0], reference[1], reference[2]], counted) },
});

/** A number among the tensors of a call: `["_CONSTANT_VALUE", -1, 2.0, {…}]`. */
const CONSTANT = '_CONSTANT_VALUE';

function modernCall(call: readonly unknown[], counted: ReadonlySet<string>): KerasCall {
  // The oldest files leave the list out where there is one tensor.
  const entries = typeof call[0] === 'string' ? [call] : call.filter(Array.isArray);
  const values = entries.map((entry) =>
    entry[0] === CONSTANT ? entry[2] : isTensor(entry) ? tensor(entry, counted) : null,
  );
  const plain = entries[0]?.[3];
  const named = plain !== null && typeof plain === 'object' ? Object.entries(plain) : [];
  const kwargs = Object.fromEntries(
    named.map(([key, value]) => [key, isTensor(value) ? tensor(value, counted) : value]),
  );
  return { args: values.length === 1 ? values : [values], kwargs };
}

/** Functions of TensorFlow that Keras 2 puts into a model as layers, and Keras 3's operations that are the same. */
const functions: Readonly<Record<string, string>> = {
  'math.add': 'Add',
  '__operators__.add': 'Add',
  'math.multiply': 'Multiply',
  'math.subtract': 'Subtract',
  'math.truediv': 'TrueDivide',
  'math.divide': 'Divide',
  'math.maximum': 'Maximum',
  'math.minimum': 'Minimum',
  'nn.relu': 'Relu',
  'nn.relu6': 'Relu6',
  'nn.silu': 'Silu',
  'math.sigmoid': 'Sigmoid',
  'math.tanh': 'Tanh',
};

/** Options that Keras 3 no longer has; it drops them when it reads an old file. */
const GONE = ['implementation', 'time_major', 'ragged', 'batch_input_shape', 'input_dtype'];
/** Depthwise layers had the options of the plain convolution that they were derived from. */
const GONE_OF_DEPTHWISE = ['filters', 'groups', 'kernel_initializer', 'kernel_regularizer', 'kernel_constraint'];
const RENAMED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  LeakyReLU: { alpha: 'negative_slope' },
};

const varianceScaling = z.looseObject({
  class_name: z.literal('VarianceScaling'),
  config: z.looseObject({ distribution: z.literal('normal') }),
});

/** `normal` was Keras's first word for a normal distribution with its ends cut off; TF.js still writes it. */
function modernInitializer(value: unknown): unknown {
  const { data } = varianceScaling.safeParse(value);
  return data ? { ...data, config: { ...data.config, distribution: 'truncated_normal' } } : value;
}

function modernConfig(className: string, config: KerasLayer['config']): KerasLayer['config'] {
  const isDepthwise = /^(Depthwise|Separable)Conv/.test(className);
  const names = RENAMED[className] ?? {};
  const entries = Object.entries(config).flatMap(([key, value]): [string, unknown][] => {
    if (key === 'batch_input_shape' && className === 'InputLayer') return [['batch_shape', value]];
    if (GONE.includes(key)) return [];
    if (isDepthwise && GONE_OF_DEPTHWISE.includes(key) && !(className.startsWith('Separable') && key === 'filters')) {
      return [];
    }
    // Keras 2 wrote the axis of a batch normalization as a list of one.
    if (key === 'axis' && className === 'BatchNormalization' && Array.isArray(value) && value.length === 1) {
      return [[key, value[0]]];
    }
    return [[names[key] ?? key, key.endsWith('_initializer') ? modernInitializer(value) : value]];
  });
  return Object.fromEntries(entries);
}

const oldLayer = z.looseObject({ class_name: z.string(), config: z.record(z.string(), z.unknown()) });

function modernLayer(value: unknown, counted: ReadonlySet<string>): unknown {
  const parsed = oldLayer.safeParse(value);
  if (!parsed.success) return value;
  const layer = parsed.data;
  const inbound = Array.isArray(layer.inbound_nodes)
    ? { inbound_nodes: layer.inbound_nodes.map((call) => (Array.isArray(call) ? modernCall(call, counted) : call)) }
    : {};
  const operation = layer.class_name === 'TFOpLambda' ? functions[String(layer.config.function)] : undefined;
  if (operation) return { ...layer, ...inbound, module: 'keras.src.ops.numpy', class_name: operation };
  return { ...layer, ...inbound, config: modernConfig(layer.class_name, layer.config) };
}

const namedLayer = z.looseObject({ class_name: z.string(), name: z.string(), inbound_nodes: z.array(z.unknown()) });

/** A model's config with its layers in Keras 3's form; those of nested models follow when these are read. */
export function modernModel(config: unknown): unknown {
  // The oldest Sequential models were a bare list of layers.
  const model = Array.isArray(config) ? { layers: config } : config;
  if (model === null || typeof model !== 'object' || !('layers' in model) || !Array.isArray(model.layers)) return model;
  const [head] = model.layers as { config?: { batch_input_shape?: unknown } }[];
  const shape = head?.config?.batch_input_shape;
  const built = Array.isArray(shape) && !('build_input_shape' in model) ? { build_input_shape: shape } : {};
  const layers = model.layers.flatMap((layer: unknown) => namedLayer.safeParse(layer).data ?? []);
  const isOld = layers.some(({ inbound_nodes: calls }) => calls.some(Array.isArray));
  const counting = isOld ? ['Functional', 'Model', 'Sequential'] : ['Functional', 'Model'];
  const counted = new Set(layers.flatMap(({ class_name, name }) => (counting.includes(class_name) ? [name] : [])));
  const ends = 'output_layers' in model ? { output_layers: modernEnds(model.output_layers, counted) } : {};
  return { ...built, ...model, ...ends, layers: model.layers.map((layer: unknown) => modernLayer(layer, counted)) };
}

function modernEnds(ends: unknown, counted: ReadonlySet<string>): unknown {
  if (isTensor(ends)) return uncounted(ends, counted);
  return Array.isArray(ends) ? ends.map((end) => (isTensor(end) ? uncounted(end, counted) : end)) : ends;
}
