import type * as tfjs from '@tensorflow/tfjs-node-gpu';
import type { NodeBackend } from './kernels.ts';

type Tf = typeof tfjs;

/** Where tfjs-node's own kernel or gradient can't be recorded, or costs more than TensorFlow's. */
export function registerOverrides(tf: Tf): void {
  registerGather(tf);
  registerReluGradient(tf);
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

/** One kernel instead of a comparison and a product. */
function registerReluGradient(tf: Tf): void {
  tf.unregisterGradient('Relu');
  tf.registerGradient({
    kernelName: 'Relu',
    outputsToSave: [true],
    gradFunc: (dy, saved) => {
      const [y] = saved as [tfjs.Tensor];
      const backend = tf.backend() as unknown as NodeBackend;
      const type = { name: 'T', type: backend.binding.TF_ATTR_TYPE, value: backend.binding.TF_FLOAT };
      return { x: () => backend.executeSingleOutput('ReluGrad', [type], [dy as tfjs.Tensor, y]) };
    },
  });
}
