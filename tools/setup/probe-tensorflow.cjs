// Exit 0 when tfjs computes with TensorFlow here. Node 24 dropped two functions that tfjs-node 4.22 still calls.
const util = require('node:util');

util.isNullOrUndefined ??= (value) => value === null || value === undefined;
util.isArray ??= Array.isArray;

const tf = require('@tensorflow/tfjs-node-gpu');

const product = tf.matMul(
  tf.tensor2d([
    [1, 2],
    [3, 4],
  ]),
  tf.tensor2d([
    [5, 6],
    [7, 8],
  ]),
);
const found = Array.from(product.dataSync()).join();
if (found !== '19,22,43,50') throw new Error(`2 x 2 matrix product: expected 19,22,43,50; found ${found}`);
