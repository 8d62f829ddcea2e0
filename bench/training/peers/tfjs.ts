/** What TF.js does by itself: `model.fit` of its own layers; `node tfjs.ts MODEL`; see `Peer`. */
import { createInterface } from 'node:readline';
import { tf } from '#main/trainer/runtime/tf.ts';
import { CLASSES, modelNamed } from '../models.ts';

const [name = ''] = process.argv.slice(2);
const { batch, steps, shape } = modelNamed(name);
const { layers } = tf;
const inputShape = [...shape];

function convolutions(normalized: boolean): tf.layers.Layer[] {
  const norm = () => (normalized ? [layers.batchNormalization()] : []);
  return [
    layers.conv2d({ inputShape, filters: 32, kernelSize: 3, activation: 'relu' }),
    ...norm(),
    layers.maxPooling2d({ poolSize: 2 }),
    layers.conv2d({ filters: 64, kernelSize: 3, activation: 'relu' }),
    ...norm(),
    layers.maxPooling2d({ poolSize: 2 }),
    layers.flatten(),
    layers.dropout({ rate: 0.5 }),
  ];
}

const bodies: Record<string, () => tf.layers.Layer[]> = {
  mlp: () => [
    layers.dense({ inputShape, units: 256, activation: 'relu' }),
    layers.dense({ units: 128, activation: 'relu' }),
  ],
  cnn: () => convolutions(false),
  'cnn-bn': () => convolutions(true),
  lstm: () => [layers.lstm({ inputShape, units: 64, recurrentActivation: 'sigmoid' })],
  gru: () => [layers.gru({ inputShape, units: 64, recurrentActivation: 'sigmoid' })],
  'long-lstm': () => [layers.lstm({ inputShape, units: 64, recurrentActivation: 'sigmoid' })],
};
const body = bodies[name];
if (!body) {
  console.log('missing: TF.js has no layers for it');
  process.exit(0);
}
const model = tf.sequential({ layers: [...body(), layers.dense({ units: CLASSES, activation: 'softmax' })] });
model.compile({ optimizer: tf.train.adam(0.001), loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
const x = tf.randomUniform([batch * steps, ...shape]);
const numbers = Int32Array.from({ length: batch * steps }, (_, row) => row % CLASSES);
const y = tf.oneHot(tf.tensor1d(numbers, 'int32'), CLASSES);

async function epoch(): Promise<number> {
  const start = performance.now();
  await model.fit(x, y, { batchSize: batch, epochs: 1, shuffle: false, verbose: 0, yieldEvery: 'never' });
  return (performance.now() - start) / steps;
}

await epoch();
console.log('ready');
for await (const _ of createInterface({ input: process.stdin })) console.log(String(await epoch()));
