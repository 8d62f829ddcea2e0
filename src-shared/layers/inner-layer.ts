import { z } from 'zod';
import type { SymbolicTensor } from '../shapes/symbolic.ts';
import { layerOfClass } from './by-class.ts';
import type { LayerDefinition, WeightSpec } from './definition.ts';
// The catalogue holds the layers that hold layers: it is asked when one is used, never while this file is loaded.
import { getLayer } from './index.ts';
import { parseParams } from './parse-params.ts';

type Json = z.core.util.JSONType;

/** A layer as a parameter of another one. */
export interface InnerLayer {
  readonly type: string;
  readonly params: Readonly<Record<string, Json>>;
}

/** Which layers one may hold: those that read steps, those that do one step, those whose kernel can be normalized, or any with one input. */
export type Accepts = 'recurrent' | 'cell' | 'kernel' | 'any';

const has = ({ params }: LayerDefinition, key: string): boolean => Object.hasOwn(params.shape, key);

const accepting: Readonly<Record<Accepts, (definition: LayerDefinition) => boolean>> = {
  recurrent: (definition) => has(definition, 'go_backwards') && has(definition, 'return_sequences'),
  cell: ({ cell }) => cell === true,
  kernel: (definition) =>
    definition.arity === 'one' &&
    !has(definition, 'layer') &&
    ['kernel', 'embeddings', 'depthwise'].some((weight) => has(definition, `${weight}_initializer`)) &&
    !has(definition, 'pointwise_initializer'),
  any: (definition) =>
    definition.role === undefined &&
    definition.cell === undefined &&
    (definition.arity === 'one' ||
      (definition.arity === 'named' && (definition.ports ?? []).slice(1).every((port) => port.optional))),
};

export const acceptsInner = (accepts: Accepts, definition: LayerDefinition): boolean => accepting[accepts](definition);

// Functions, not constants: while the catalogue is being loaded they are asked before this file has run to its end.
function storedLayer() {
  return z.object({ type: z.string().min(1).max(120), params: z.record(z.string(), z.json()).default({}) });
}

/** With all parameters, or what is wrong with it. */
function completed(value: unknown, accepts: Accepts): InnerLayer | string {
  const inner = storedLayer().safeParse(value);
  if (!inner.success) return 'a layer, as { type, params }';
  const { type, params } = inner.data;
  const definition = getLayer(type);
  if (!definition) return `a layer that this version knows, not ${type}`;
  if (!acceptsInner(accepts, definition)) return `a layer that can stand in it, not ${type}`;
  const parsed = parseParams(definition, params);
  const [problem] = parsed.problems;
  if (problem) return `a ${type} whose ${problem.param ?? 'parameters'} is ${problem.expected ?? 'known'}`;
  return { type, params: parsed.params as InnerLayer['params'] };
}

function heldLayer(accepts: Accepts) {
  return z.preprocess((value, context) => {
    if (value === undefined || value === null) return value;
    const found = completed(value, accepts);
    if (typeof found !== 'string') return found;
    context.issues.push({ code: 'custom', message: found, input: value });
    return z.NEVER;
  }, storedLayer().required());
}

function complete(standard: InnerLayer, accepts: Accepts): InnerLayer {
  const found = completed(standard, accepts);
  return typeof found === 'string' ? { type: standard.type, params: {} } : found;
}

/** A parameter that is a layer of its own; its parameters are filled in by the layer's own schema. */
export function innerLayerParam(accepts: Accepts, standard: InnerLayer, words: { title: string; description: string }) {
  return heldLayer(accepts)
    .default(() => complete(standard, accepts))
    .meta({ ...words, control: 'layer', accepts });
}

/** A parameter that is several layers, one after the other; at least two. */
export function innerLayersParam(
  accepts: Accepts,
  standard: readonly InnerLayer[],
  words: { title: string; description: string },
) {
  return z
    .array(heldLayer(accepts))
    .min(2)
    .max(16)
    .default(() => standard.map((one) => complete(one, accepts)))
    .meta({ ...words, control: 'layer', accepts });
}

export interface OpenedLayer {
  readonly definition: LayerDefinition;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A layer that a parameter holds, by the catalogue. Throws for what `innerLayerParam` would not have let pass. */
export function openInner({ type, params }: InnerLayer): OpenedLayer {
  const definition = getLayer(type);
  if (!definition) throw new Error(`no layer ${type}`);
  return { definition, params: parseParams(definition, params).params };
}

/** Its weights, named by the parameter that holds the layer: `layer/kernel`. */
export const weightsWithin = (
  prefix: string,
  { definition, params }: OpenedLayer,
  inputs: readonly SymbolicTensor[],
): WeightSpec[] => definition.weights(inputs, params).map((spec) => ({ ...spec, name: `${prefix}/${spec.name}` }));

/** More than any layer has. */
const MANY_WEIGHTS = 16;

/** Where its weights stand in Keras's weights file, below the group of the layer that holds it. */
export const variablesWithin = (prefix: string, { definition, params }: OpenedLayer): string[] => {
  const numbered = Array.from({ length: MANY_WEIGHTS }, (_, index) => `vars/${index}`);
  return (definition.keras.variables?.(params) ?? numbered).map((place) => `${prefix}/${place}`);
};

/** In the Keras 3 form. */
export function innerToConfig(inner: InnerLayer): Record<string, unknown> {
  const { definition, params } = openInner(inner);
  const { className, module = 'keras.layers', registeredName = null, toConfig } = definition.keras;
  return { module, class_name: className, config: toConfig(params), registered_name: registeredName };
}

const serialised = z.object({
  class_name: z.string(),
  module: z.string().nullable().default(null),
  registered_name: z.string().nullable().default(null),
  config: z.record(z.string(), z.unknown()).catch({}),
});

/** Reads what a file says; a class that the catalogue doesn't have goes on by its name and becomes a problem. */
export function innerFromConfig(value: unknown): InnerLayer | undefined {
  if (value === undefined || value === null) return undefined;
  const found = serialised.safeParse(value);
  if (!found.success) return { type: 'nothing', params: {} };
  const definition = layerOfClass(found.data);
  if (!definition) return { type: found.data.class_name.slice(0, 120), params: {} };
  const params = definition.keras.fromConfig(found.data.config) as Record<string, Json | undefined>;
  const said = Object.entries(params).filter((entry): entry is [string, Json] => entry[1] !== undefined);
  return { type: definition.type, params: Object.fromEntries(said) };
}
