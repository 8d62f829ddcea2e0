import { getLayer } from '#shared/layers/index.ts';
import { parseParams } from '#shared/layers/parse-params.ts';
import { weightsOf } from '../build/weights.ts';
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
  return definition.keras.toConfig(params);
}

/** Applies a layer once to give it its weights, and sets them. */
function prepare(layer: tf.layers.Layer, inputs: readonly tf.Tensor[], golden: LayerCase): Map<string, tf.Variable> {
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

    const apply = (given: tf.Tensor[]): tf.Tensor =>
      layer.apply(given.length === 1 ? (given[0] as tf.Tensor) : given, { training: golden.training }) as tf.Tensor;
    const dy = toTensor(golden.dy);
    let output: tf.Tensor | undefined;
    const gradients = tf.grads((...given) => {
      output = tf.keep(apply(given));
      return output.mul(dy).sum();
    })(inputs);
    const trainable = Object.keys(golden.weightGradients).map((name) => weights.get(name) as tf.Variable);
    const weightGradients = weightGradientsOf(trainable, () => apply(inputs).mul(dy).sum() as tf.Scalar);

    const found = {
      forward: difference(output as tf.Tensor, golden.output),
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
    output?.dispose();
    layer.dispose();
    return found;
  });
}

function weightGradientsOf(trainable: readonly tf.Variable[], loss: () => tf.Scalar): tf.Tensor[] {
  if (trainable.length === 0) return [];
  const { grads } = tf.variableGrads(loss, [...trainable]);
  return trainable.map((variable) => grads[variable.name] as tf.Tensor);
}

/** What one call in training leaves in the weights, such as moving averages. */
function afterOneCall(weights: ReadonlyMap<string, tf.Variable>, golden: LayerCase, call: () => tf.Tensor): number {
  for (const [name, variable] of weights) variable.assign(toTensor(golden.weights[name] as GoldenTensor));
  call();
  return Math.max(
    0,
    ...[...weights].map(([name, variable]) => difference(variable, golden.weightsAfter[name] as GoldenTensor)),
  );
}

function stockDifference(golden: LayerCase, config: Readonly<Record<string, unknown>>, inputs: tf.Tensor[]) {
  const stock = golden.training ? null : factoryOf(golden.type).stock?.(config, 'stock');
  if (!stock) return 0;
  prepare(stock, inputs, golden);
  const output = stock.apply(inputs.length === 1 ? (inputs[0] as tf.Tensor) : inputs) as tf.Tensor;
  const found = difference(output, golden.output);
  stock.dispose();
  return found;
}
