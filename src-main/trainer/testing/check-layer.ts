import { inPortOrder } from '#shared/graph/ports.ts';
import { getLayer } from '#shared/layers/index.ts';
import { parseParams } from '#shared/layers/parse-params.ts';
import { trainerConfig } from '../build/describe-node.ts';
import { maskRule } from '../build/masks.ts';
import { weightsOf } from '../build/weights.ts';
import type { Mask } from '../layers/factory.ts';
import { factoryOf } from '../layers/index.ts';
import { tf } from '../runtime/tf.ts';
import { difference, type GoldenTensor, type LayerCase, toTensor } from './golden-files.ts';

export type LayerDifferences = {
  readonly forward: number;
  readonly gradients: number;
  readonly weightsAfter: number;
  /** Of the layer that is exported where TF.js has it, at inference; 0 where it has none. */
  readonly stock: number;
};

const KEY = 1;

function configOf(golden: LayerCase): Readonly<Record<string, unknown>> {
  const definition = getLayer(golden.type);
  if (!definition) throw new Error(`no layer ${golden.type}`);
  const { params, problems } = parseParams(definition, golden.params);
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join(' '));
  return trainerConfig(definition, params);
}

/** In the order of the layer's ports, with what stands in for those that are open. */
function entering<Input>({ type, ports }: LayerCase, inputs: readonly Input[]): Input[] {
  if (!ports) return [...inputs];
  return inPortOrder(getLayer(type)?.ports ?? [], new Map(ports.map((port, index) => [port, inputs[index] as Input])));
}

/** Applies a layer once to give it its weights, and sets them. */
function prepare(layer: tf.layers.Layer, given: readonly tf.Tensor[], golden: LayerCase): Map<string, tf.Variable> {
  const inputs = entering(golden, given);
  layer.apply(inputs.length === 1 ? (inputs[0] as tf.Tensor) : [...inputs]);
  const values = Object.values(golden.weights);
  return new Map(
    weightsOf('layer', layer).map((weight, index) => {
      // By order: TF.js names some weights otherwise than Keras.
      weight.variable.write(toTensor(values[index] as GoldenTensor));
      return [Object.keys(golden.weights)[index] ?? weight.name, weight.variable.read() as tf.Variable];
    }),
  );
}

/** The harness for every layer: forward values, gradients by inputs and weights, and what training changed, against Keras 3. */
export function checkLayer(golden: LayerCase): LayerDifferences {
  return tf.tidy(() => {
    const config = configOf(golden);
    const factory = factoryOf(golden.type);
    const inputs = golden.inputs.map(toTensor);
    const layer = factory.create(config, { name: 'layer', key: KEY, position: { step: 0 } });
    const weights = prepare(layer, inputs, golden);
    const names = weightsOf('layer', layer).map(({ name }) => name);
    const expectedNames = Object.keys(golden.weights);
    if (names.join() !== expectedNames.join()) throw new Error(`weights ${names} instead of ${expectedNames}`);

    const known = inputs.map((_, index) => {
      const mask = golden.masks?.[index];
      return mask ? toTensor(mask).cast('bool') : null;
    });
    const masks = entering(golden, known);
    const apply = (at: tf.Tensor[]): tf.Tensor[] => {
      const given = entering(golden, at);
      const options = { training: golden.training, masks } as Parameters<typeof layer.apply>[1];
      return [layer.apply(given.length === 1 ? (given[0] as tf.Tensor) : given, options)].flat() as tf.Tensor[];
    };
    const expected = [golden, ...(golden.others ?? [])];
    const dys = expected.map(({ dy }) => toTensor(dy));
    const loss = (outputs: readonly tf.Tensor[]): tf.Scalar =>
      tf.addN(outputs.map((output, index) => output.mul(dys[index] as tf.Tensor).sum())) as tf.Scalar;
    let outputs: tf.Tensor[] = [];
    // Of a mask no gradient is known: all others stand before.
    const slopes = inputs.filter((_, index) => !golden.ports?.[index]?.endsWith('mask'));
    const gradients = tf.grads((...given) => {
      outputs = apply([...given, ...inputs.slice(given.length)]).map((output) => tf.keep(output));
      return loss(outputs);
    })(slopes);
    // A call in training may have changed them.
    setWeights(weights, golden);
    const trainable = Object.keys(golden.weightGradients).map((name) => weights.get(name) as tf.Variable);
    const weightGradients = weightGradientsOf(trainable, () => loss(apply(inputs)));
    if (outputs.length !== expected.length) throw new Error(`${outputs.length} outputs instead of ${expected.length}`);

    const found = {
      forward: Math.max(
        ...expected.map(({ output }, index) => difference(outputs[index] as tf.Tensor, output)),
        maskDifference(golden, entering(golden, inputs), masks),
      ),
      gradients: Math.max(
        0,
        ...gradients.map((gradient, index) => difference(gradient, golden.inputGradients[index] as GoldenTensor)),
        ...Object.values(golden.weightGradients).map((expected, index) =>
          difference(weightGradients[index] as tf.Tensor, expected),
        ),
      ),
      weightsAfter: afterOneCall(weights, golden, () => apply(inputs)),
      stock: stockDifference(golden, config, inputs),
    };
    tf.dispose(outputs);
    layer.dispose();
    return found;
  });
}

/** 0 where the layer hands on the mask that Keras does, else 1. */
function maskDifference(golden: LayerCase, inputs: readonly tf.Tensor[], masks: readonly Mask[]): number {
  if (golden.masks === undefined) return 0;
  const definition = getLayer(golden.type);
  if (!definition) throw new Error(`no layer ${golden.type}`);
  const { params } = parseParams(definition, golden.params);
  const [found = null] = maskRule({ definition, params, config: configOf(golden) }, factoryOf(golden.type))(
    inputs,
    masks,
  );
  if (!found || !golden.mask) return found || golden.mask ? 1 : 0;
  return difference(found.cast('float32'), golden.mask);
}

function weightGradientsOf(trainable: readonly tf.Variable[], loss: () => tf.Scalar): tf.Tensor[] {
  if (trainable.length === 0) return [];
  const { grads } = tf.variableGrads(loss, [...trainable]);
  return trainable.map((variable) => grads[variable.name] as tf.Tensor);
}

function setWeights(weights: ReadonlyMap<string, tf.Variable>, golden: LayerCase): void {
  for (const [name, variable] of weights) variable.assign(toTensor(golden.weights[name] as GoldenTensor));
}

/** What one call in training leaves in the weights, such as moving averages. */
function afterOneCall(weights: ReadonlyMap<string, tf.Variable>, golden: LayerCase, call: () => unknown): number {
  setWeights(weights, golden);
  call();
  return Math.max(
    0,
    ...[...weights].map(([name, variable]) => difference(variable, golden.weightsAfter[name] as GoldenTensor)),
  );
}

function stockDifference(golden: LayerCase, config: Readonly<Record<string, unknown>>, inputs: tf.Tensor[]) {
  // A graph with masks is exported as its operations, never in stock layers.
  const masked = golden.masks?.some((mask) => mask !== null);
  const stock = golden.training || masked ? null : factoryOf(golden.type).stock?.(config, 'stock');
  if (!stock) return 0;
  prepare(stock, inputs, golden);
  const output = stock.apply(inputs.length === 1 ? (inputs[0] as tf.Tensor) : inputs) as tf.Tensor;
  const found = difference(output, golden.output);
  stock.dispose();
  return found;
}
