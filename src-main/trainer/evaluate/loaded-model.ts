import type { PackedData, TrainedModel } from '#shared/contract/trainer.ts';
import { AppError } from '#shared/util/app-error.ts';
import { inBatches } from '../batches/epoch-plan.ts';
import { PackedReader } from '../batches/packed-reader.ts';
import { readAhead } from '../batches/read-ahead.ts';
import { featuresOf, toTensors } from '../batches/tensors.ts';
import { type BuiltModel, buildModel } from '../build/model.ts';
import { assignWeights } from '../build/weights.ts';
import { readCheckpoint } from '../checkpoints/checkpoint.ts';
import { applyActivation } from '../layers/activations.ts';
import { lossFor } from '../loop/losses/index.ts';
import { tf } from '../runtime/tf.ts';

export interface InputValues {
  /** With the batch first. */
  readonly shape: readonly number[];
  readonly values: Uint8Array | Float32Array;
}

export interface OutputValues {
  readonly name: string;
  readonly shape: number[];
  readonly values: Float32Array;
}

/** A graph with the weights of a checkpoint, ready to predict. */
export interface LoadedModel {
  readonly model: BuiltModel;
  readonly outputs: readonly string[];
  readonly predict: (inputs: readonly InputValues[]) => OutputValues[];
  readonly dispose: () => void;
}

export async function loadModel({ graph, checkpoint }: TrainedModel): Promise<LoadedModel> {
  const { weights } = await readCheckpoint(checkpoint);
  // The seed has no meaning here: every weight is assigned, and nothing random happens at inference.
  const model = buildModel(graph, 0);
  try {
    assignWeights(model.weights, weights);
  } catch (error) {
    model.dispose();
    throw error;
  }
  const names = model.outputs.map(({ name }) => name);
  return {
    model,
    outputs: names,
    predict: (inputs) => predict(model, inputs),
    dispose: model.dispose,
  };
}

function requireShape(model: BuiltModel, index: number, shape: readonly number[]): void {
  const expected = (model.inference.inputs[index]?.shape ?? []).slice(1);
  if (shape.length === expected.length + 1 && expected.every((size, axis) => size === shape[axis + 1])) return;
  const message = `${model.inputs[index] ?? 'the model'} expects (batch, ${expected.join(', ')}); got (${shape.join(', ')}).`;
  throw new AppError('BAD_INPUT', message, { expected, found: [...shape] });
}

function predict(model: BuiltModel, inputs: readonly InputValues[]): OutputValues[] {
  if (inputs.length !== model.inputs.length) {
    const message = `The model has ${model.inputs.length} inputs (${model.inputs.join(', ')}); got ${inputs.length}.`;
    throw new AppError('BAD_INPUT', message);
  }
  for (const [index, { shape }] of inputs.entries()) requireShape(model, index, shape);
  const results = tf.tidy(() => {
    const tensors = inputs.map(({ shape, values }) => featuresOf(values, shape[0] ?? 0, shape.slice(1)));
    const [first] = tensors;
    const outcome = model.inference.apply(tensors.length === 1 && first ? first : tensors, { training: false });
    return (Array.isArray(outcome) ? outcome : [outcome]) as tf.Tensor[];
  });
  const values = results.map((tensor, index) => ({
    name: model.outputs[index]?.name ?? `output_${index}`,
    shape: tensor.shape,
    values: tensor.dataSync<'float32'>(),
  }));
  tf.dispose(results);
  return values;
}

/** Outputs of rows of a dataset, in their order, and their mean loss. */
export async function evaluateRows(
  loaded: LoadedModel,
  data: PackedData,
  rows: readonly number[],
  batchSize: number,
  signal?: AbortSignal,
): Promise<{ loss: number | null; shape: number[]; outputs: Float32Array }> {
  const { model } = loaded;
  const [output] = model.outputs;
  if (!output || model.outputs.length > 1) {
    throw new AppError('NOT_SUPPORTED', 'Only a network with one output can be evaluated yet.');
  }
  const width = model.inference.outputs[0]?.shape.slice(1) ?? [];
  const size = width.reduce<number>((product, dimension) => product * (dimension ?? 1), 1);
  const outputs = new Float32Array(rows.length * size);
  const loss = lossFor(output);
  const activate = (logits: tf.Tensor): tf.Tensor => applyActivation(output.activation, logits);
  const reader = await PackedReader.open(data);
  let sum = 0;
  let done = 0;
  try {
    for await (const raw of readAhead(reader, inBatches(rows, batchSize))) {
      if (signal?.aborted) throw new AppError('CANCELLED', 'The evaluation was cancelled.');
      const [values, losses] = tf.tidy(() => {
        const batch = toTensors(raw, data.shape);
        const logits = model.logits.apply(batch.features, { training: false }) as tf.Tensor2D;
        const total = loss.perSample(logits, batch.labels, activate).sum();
        return [activate(logits).dataSync<'float32'>(), total.dataSync<'float32'>()] as const;
      });
      outputs.set(values, done * size);
      done += raw.count;
      sum += losses[0] ?? Number.NaN;
    }
  } finally {
    await reader.close();
  }
  const mean = sum / rows.length;
  return { loss: Number.isFinite(mean) ? mean : null, shape: [rows.length, ...width.map(Number)], outputs };
}
