/**
 * A layers model as TF.js saves it, with an input and what TF.js answers; run with Node 24:
 *
 *     node tools/golden/tfjs_model.ts
 *
 * Writes src-main/trainer/model-files/golden/tfjs/. Never run by the app or its tests.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tf } from '#main/trainer/runtime/tf.ts';

const out = join(import.meta.dirname, '..', '..', 'src-main', 'trainer', 'model-files', 'golden', 'tfjs');

const entry = tf.input({ shape: [6, 6, 3], name: 'pictures' });
const conv = tf.layers.conv2d({ filters: 4, kernelSize: 3, activation: 'relu', name: 'conv' }).apply(entry);
const norm = tf.layers.batchNormalization({ name: 'norm' }).apply(conv);
const depth = tf.layers.depthwiseConv2d({ kernelSize: 3, padding: 'same', name: 'depth' }).apply(norm);
const sum = tf.layers.add({ name: 'sum' }).apply([norm, depth] as tf.SymbolicTensor[]);
const inner = tf.sequential({
  name: 'inner',
  layers: [tf.layers.flatten({ inputShape: [4, 4, 4] }), tf.layers.dense({ units: 5, name: 'hidden' })],
});
const end = tf.layers.dense({ units: 3, activation: 'softmax', name: 'end' }).apply(inner.apply(sum));
const model = tf.model({ inputs: entry, outputs: end as tf.SymbolicTensor, name: 'small' });
for (const [index, weight] of model.weights.entries()) {
  weight.write(tf.randomUniform(weight.shape as number[], 0.1, 0.6, 'float32', index + 1));
}
const input = tf.randomUniform([2, 6, 6, 3], -1, 1, 'float32', 9);
const output = model.predict(input) as tf.Tensor;
await model.save(`file://${out}`);
const tensorOf = (tensor: tf.Tensor) => ({ shape: tensor.shape, values: [...tensor.dataSync()] });
const answer = { parameters: model.countParams(), inputs: [tensorOf(input)], outputs: [tensorOf(output)] };
writeFileSync(join(out, '..', 'tfjs.json'), `${JSON.stringify(answer)}\n`);
console.log('TF.js', tf.version.tfjs, '->', out);
