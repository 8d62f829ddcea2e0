import type * as tfjs from '@tensorflow/tfjs-node-gpu';
import type { NodeBackend } from './kernels.ts';

type Tf = typeof tfjs;

/** Where tfjs-node's own kernel or gradient can't be recorded, or costs more than TensorFlow's. */
export function registerOverrides(tf: Tf): void {
  registerGather(tf);
  registerGradient(tf, 'Relu', 'ReluGrad', (y, dy) => [dy, y]);
  registerGradient(tf, 'Sigmoid', 'SigmoidGrad', (y, dy) => [y, dy]);
  registerGradient(tf, 'Tanh', 'TanhGrad', (y, dy) => [y, dy]);
}

/** tfjs-node reads all indices in JavaScript first, to check them; TensorFlow checks them as well. */
function registerGather(tf: Tf): void {
  tf.unregisterKernel('GatherV2', 'tensorflow');
  tf.registerKernel({
    kernelName: 'GatherV2',
    backendName: 'tensorflow',
    kernelFunc: ({ inputs, attrs, backend: given }) => {
      const { x, indices } = inputs as { x: tfjs.Tensor; indices: tfjs.Tensor };
      const { axis, batchDims } = attrs as { axis: number; batchDims: number };
      const backend = given as unknown as NodeBackend;
      const { binding } = backend;
      const place = tf.scalar(axis, 'int32');
      const typeOf = (tensor: tfjs.Tensor) => backend.tensorMap.get(tensor.dataId).dtype;
      const result = backend.executeSingleOutput(
        'GatherV2',
        [
          { name: 'batch_dims', type: binding.TF_ATTR_INT, value: batchDims },
          { name: 'Tparams', type: binding.TF_ATTR_TYPE, value: typeOf(x) },
          { name: 'Tindices', type: binding.TF_ATTR_TYPE, value: typeOf(indices) },
          { name: 'Taxis', type: binding.TF_ATTR_TYPE, value: binding.TF_INT32 },
        ],
        [x, indices, place],
      );
      place.dispose();
      return result;
    },
  });
}

type Kernel = 'Relu' | 'Sigmoid' | 'Tanh';

/** One kernel for a gradient that tfjs puts together from two or three; it takes what came out. */
function registerGradient(
  tf: Tf,
  kernelName: Kernel,
  operation: string,
  order: (y: tfjs.Tensor, dy: tfjs.Tensor) => tfjs.Tensor[],
): void {
  tf.unregisterGradient(kernelName);
  tf.registerGradient({
    kernelName,
    outputsToSave: [true],
    gradFunc: (dy, saved) => {
      const [y] = saved as [tfjs.Tensor];
      const backend = tf.backend() as unknown as NodeBackend;
      const type = { name: 'T', type: backend.binding.TF_ATTR_TYPE, value: backend.binding.TF_FLOAT };
      return { x: () => backend.executeSingleOutput(operation, [type], order(y, dy as tfjs.Tensor)) };
    },
  });
}
