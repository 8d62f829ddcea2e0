import { backend, boolAttribute, floatAttribute, int64Scalar, typeAttribute } from '../runtime/kernels.ts';
import { tf } from '../runtime/tf.ts';
import { apartInBatch, batchParts, togetherInBatch } from './batch-parts.ts';
import { booleanIn, numberIn, stringIn } from './config.ts';
import { type Fused, lastOf } from './recurrent.ts';
import { biasOf } from './recurrent-products.ts';

interface Given {
  /** As (steps, batch, features). */
  readonly sequence: tf.Tensor;
  /** Those of input and recurrence, one below the other; TensorFlow's order of gates is Keras's. */
  readonly kernels: tf.Tensor;
  readonly bias: tf.Tensor;
  readonly hidden: tf.Tensor;
  readonly carried: tf.Tensor;
}

/**
 * An LSTM over all steps: one kernel forwards, one backwards. What comes out is (steps, batch, units), and with `memory`
 * one more at the end: what the cell holds after the last.
 */
function blockLstm({ sequence, kernels, bias, hidden, carried }: Given, memory: boolean): tf.Tensor {
  const [steps = 1, batch = 1] = sequence.shape;
  const [, units = 1] = hidden.shape;
  const peepholes = boolAttribute('use_peephole', false);
  const type = typeAttribute('T', 'float32');
  const operation = tf.customGrad((...values) => {
    const [x, w, b, h, c, save] = values as unknown as [
      ...[tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor],
      tf.GradSaveFunc,
    ];
    const none = tf.zeros([units]);
    const count = int64Scalar(steps);
    const inputs = [count, x, c, h, w, none, none, none, b];
    const attributes = [type, peepholes, floatAttribute('cell_clip', 0)];
    const made = backend().executeMultipleOutputs('BlockLSTMV2', attributes, inputs, 7);
    save([...inputs, ...made]);
    const [, cells, , , , , outputs] = made as [tf.Tensor, tf.Tensor, ...tf.Tensor[]] & { readonly 6: tf.Tensor };
    return {
      value: memory ? tf.concat([outputs, cells.slice([steps - 1, 0, 0])], 0) : outputs,
      gradFunc: (dy, saved) => {
        const slope = dy as tf.Tensor;
        const ofCells = memory
          ? tf.concat([tf.fill([steps - 1, batch, units], 0), slope.slice([steps, 0, 0])], 0)
          : tf.fill([steps, batch, units], 0);
        const ofOutputs = memory ? slope.slice([0, 0, 0], [steps, -1, -1]) : slope;
        const given = [...(saved as tf.Tensor[]), ofCells, ofOutputs];
        const slopes = backend().executeMultipleOutputs('BlockLSTMGradV2', [type, peepholes], given, 8);
        const [dx, dc, dh, dw, , , , db] = slopes as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, ...tf.Tensor[]];
        return [dx, dw, db as tf.Tensor, dh, dc];
      },
    };
  });
  return operation(sequence, kernels, bias, hidden, carried);
}

/** Null for other functions than Keras's own choice, and where each gate has other values hidden from it. */
export const fusedLstm: Fused = (call, [hidden, carried]) => {
  const { config, input, weight, hide } = call;
  const own = stringIn(config, 'activation', 'tanh') === 'tanh';
  const ownGates = stringIn(config, 'recurrent_activation', 'sigmoid') === 'sigmoid';
  const hidesRemembered = call.training && numberIn(config, 'recurrent_dropout', 0) > 0;
  if (!own || !ownGates || hidesRemembered) return null;
  const [batch = 1, steps = 1, features = 1] = input.shape;
  const units = numberIn(config, 'units');
  const dropped = hide('dropout', [batch, 1, features], 0);
  const ordered = (dropped ? input.mul(dropped) : input).transpose([1, 0, 2]);
  const sequence = booleanIn(config, 'go_backwards', false) ? ordered.reverse(0) : ordered;
  const kernels = tf.concat([weight('kernel'), weight('recurrent_kernel')], 0);
  const bias = biasOf(call) ?? tf.zeros([4 * units]);
  const memory = call.remembers;
  const sizes = batchParts(batch);
  const starts = [hidden, carried].map((start) => start && apartInBatch(start, sizes, 0));
  const parts = apartInBatch(sequence, sizes, 1).map((part, index) => {
    const [first, second] = starts.map((start) => start?.[index] ?? tf.zeros([sizes[index] ?? 1, units]));
    return blockLstm(
      { sequence: part, kernels, bias, hidden: first as tf.Tensor, carried: second as tf.Tensor },
      memory,
    );
  });
  if (!memory) {
    const all = booleanIn(config, 'return_sequences', false);
    const outputs = all ? togetherInBatch(parts, 1) : togetherInBatch(parts.map(lastOf), 0);
    return { outputs, remembered: [] };
  }
  const made = togetherInBatch(parts, 1);
  const outputs = made.slice([0, 0, 0], [steps, -1, -1]);
  return { outputs, remembered: [lastOf(outputs), lastOf(made)] };
};
