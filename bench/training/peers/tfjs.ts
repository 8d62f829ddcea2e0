/** What TF.js does by itself: `model.fit` of its own layers; see `PeerProcess`. */
import { readFile } from 'node:fs/promises';
import { backend } from '#main/trainer/runtime/kernels.ts';
import { tf } from '#main/trainer/runtime/tf.ts';
import { type BenchModel, modelNamed } from '../models.ts';
import { type Load, type Loaded, NoSuchNetwork, serve } from './serve.ts';

const { layers } = tf;
type Value = tf.SymbolicTensor;

const through = (from: Value, ...all: tf.layers.Layer[]): Value =>
  all.reduce((value, layer) => layer.apply(value) as Value, from);

const dense = (units: number) => layers.dense({ units, activation: 'relu' });

function convolutions(from: Value, normalized: boolean): Value {
  let last = from;
  for (const filters of [32, 64]) {
    last = through(last, layers.conv2d({ filters, kernelSize: 3, activation: 'relu' }));
    if (normalized) last = through(last, layers.batchNormalization());
    last = through(last, layers.maxPooling2d({ poolSize: 2 }));
  }
  return through(last, layers.flatten(), layers.dropout({ rate: 0.5 }));
}

const plain = (filters: number, kernelSize: number, strides = 1) =>
  layers.conv2d({ filters, kernelSize, strides, padding: 'same', useBias: false });
const relu = () => layers.activation({ activation: 'relu' });

function residualBlock(from: Value, filters: number, strides: number): Value {
  const first = through(from, plain(filters, 3, strides), layers.batchNormalization(), relu());
  const body = through(first, plain(filters, 3), layers.batchNormalization());
  const past = strides === 1 ? from : through(from, plain(filters, 1, strides), layers.batchNormalization());
  return through(layers.add().apply([past, body]) as Value, relu());
}

function residual(from: Value): Value {
  const stem = through(from, plain(16, 3), layers.batchNormalization(), relu());
  const last = residualBlock(residualBlock(residualBlock(stem, 16, 1), 32, 2), 64, 2);
  return through(last, layers.globalAveragePooling2d({}));
}

// Keras's LSTM, whose gates TF.js would squash by another function.
const lstm = (from: Value) => through(from, layers.lstm({ units: 64, recurrentActivation: 'sigmoid' }));

const bodies: Readonly<Record<string, (from: Value) => Value>> = {
  mlp: (from) => through(from, dense(256), dense(128)),
  cnn: (from) => convolutions(from, false),
  'cnn-bn': (from) => convolutions(from, true),
  residual,
  lstm,
  'long-lstm': lstm,
  table: (from) => through(from, dense(2048), dense(1024)),
};
const missing: Readonly<Record<string, string>> = {
  gru: 'its GRU has no `reset_after`, which the others use',
  transformer: 'has no multi-head attention',
  gpt: 'has no multi-head attention',
};

function modelFor({ name, shape, classes }: BenchModel): tf.LayersModel {
  const body = bodies[name];
  if (!body) throw new NoSuchNetwork(missing[name] ?? 'has no layers for it');
  const input = tf.input({ shape: [...shape] });
  const outputs = through(body(input), layers.dense({ units: classes, activation: 'softmax' }));
  const model = tf.model({ inputs: input, outputs });
  model.compile({ optimizer: tf.train.adam(0.001), loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  return model;
}

/** A buffer of its own: what `readFile` gives may be a part of a larger one. */
const bytesOf = async (file: string): Promise<ArrayBuffer> => Uint8Array.from(await readFile(file)).buffer;

async function load({ model: name, batch, count, features, labels }: Load): Promise<Loaded> {
  const described = modelNamed(name);
  const model = modelFor(described);
  const x = tf.tensor(new Float32Array(await bytesOf(features)), [count, ...described.shape]);
  const classes = new Int32Array(await bytesOf(labels));
  const y = tf.tidy(() => tf.oneHot(tf.tensor1d(classes, 'int32'), described.classes));
  const train = async (steps: number): Promise<number> => {
    const [rows, targets] = [x, y].map((all) => all.slice(0, steps * batch)) as [tf.Tensor, tf.Tensor];
    const start = performance.now();
    await model.fit(rows, targets, { batchSize: batch, epochs: 1, shuffle: true, verbose: 0, yieldEvery: 'never' });
    const taken = (performance.now() - start) / steps;
    tf.dispose([rows, targets]);
    return taken;
  };
  await train(2);
  const end = () => {
    model.dispose();
    tf.dispose([x, y]);
  };
  return { parameters: model.countParams(), note: '', train, end };
}

await serve({ 'TF.js': tf.version.tfjs, TensorFlow: backend().binding.TF_Version }, load);
