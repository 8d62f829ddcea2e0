import type { PackedData } from '#shared/contract/trainer.ts';
import { inBatches } from '../batches/epoch-plan.ts';
import type { PackedReader } from '../batches/packed-reader.ts';
import { toTensors } from '../batches/tensors.ts';
import type { BuiltModel, Measured } from '../build/model.ts';
import { tf } from '../runtime/tf.ts';

/** Mean and variance of all that was added, as Keras merges batches: no sum grows with the data. */
class Statistics {
  #count = 0;
  #mean: number[] = [];
  #variance: number[] = [];

  add(count: number, mean: ArrayLike<number>, variance: ArrayLike<number>): void {
    this.#count += count;
    const share = count / this.#count;
    for (let at = 0; at < mean.length; at++) {
      const [before, batch] = [this.#mean[at] ?? 0, mean[at] ?? 0];
      const now = before * (1 - share) + batch * share;
      const own = ((this.#variance[at] ?? 0) + (before - now) ** 2) * (1 - share);
      this.#variance[at] = own + ((variance[at] ?? 0) + (batch - now) ** 2) * share;
      this.#mean[at] = now;
    }
  }

  get mean(): readonly number[] {
    return this.#mean;
  }

  get variance(): readonly number[] {
    return this.#variance;
  }
}

function addBatch(statistics: Statistics, values: tf.Tensor, over: number[]): void {
  const { mean, variance } = tf.moments(values, over);
  const count = over.reduce((product, axis) => product * (values.shape[axis] ?? 1), 1);
  statistics.add(count, mean.dataSync(), variance.dataSync());
}

function write({ mean, variance }: Measured, statistics: Statistics): void {
  tf.tidy(() => {
    mean.variable.write(tf.tensor([...statistics.mean], mean.variable.shape as number[]));
    variance.variable.write(tf.tensor([...statistics.variance], variance.variable.shape as number[]));
  });
}

/**
 * Gives each layer that asks for it mean and variance of what enters it, over the training data in their order. They are
 * weights from then on: checkpoints hold them, exports write them. One pass a layer, since a later one sees what an
 * earlier one gives.
 */
export async function measureStatistics(
  model: Pick<BuiltModel, 'measured'>,
  data: PackedData,
  reader: PackedReader,
  batchSize: number,
): Promise<void> {
  for (const layer of model.measured) {
    const statistics = new Statistics();
    for (const rows of inBatches(data.splits.train, batchSize)) {
      const raw = await reader.read(rows);
      tf.tidy(() => {
        const [first, ...others] = toTensors(raw, data).inputs;
        const given = others.length === 0 && first ? first : [...(first ? [first] : []), ...others];
        addBatch(statistics, layer.entering.apply(given, { training: false }) as tf.Tensor, layer.over);
      });
    }
    write(layer, statistics);
  }
}
