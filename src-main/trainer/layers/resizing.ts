import { backend, boolAttribute, typeAttribute } from '../runtime/kernels.ts';
import { tf } from '../runtime/tf.ts';
import { booleanIn, type KerasConfig, numberIn, stringIn } from './config.ts';
import type { LayerFactory } from './factory.ts';
import { only, PlainLayer } from './plain-layer.ts';

type Method = 'bilinear' | 'nearest' | 'bicubic';

const operations: Readonly<Record<Method, readonly [forward: string, gradient: string]>> = {
  bilinear: ['ResizeBilinear', 'ResizeBilinearGrad'],
  bicubic: ['ResizeBicubic', 'ResizeBicubicGrad'],
  nearest: ['ResizeNearestNeighbor', 'ResizeNearestNeighborGrad'],
};

const attributes = () => [
  typeAttribute('T', 'float32'),
  boolAttribute('align_corners', false),
  boolAttribute('half_pixel_centers', true),
];

/** tfjs-node's own gradient of a resize forgets that pixel centres are halfway: the raw operations don't. */
export function resize(pictures: tf.Tensor, height: number, width: number, method: Method): tf.Tensor {
  const [forward, gradient] = operations[method];
  const operation = tf.customGrad((x, save) => {
    const input = x as tf.Tensor4D;
    (save as tf.GradSaveFunc)([input]);
    const size = tf.tensor1d([height, width], 'int32');
    return {
      value: backend().executeSingleOutput(forward, attributes(), [input, size]),
      gradFunc: (dy, saved) => {
        // The nearest gradient takes the size that it came from, the others take the picture itself.
        const origin = method === 'nearest' ? tf.tensor1d(input.shape.slice(1, 3), 'int32') : (saved[0] as tf.Tensor);
        return backend().executeSingleOutput(gradient, attributes(), [dy as tf.Tensor, origin]);
      },
    };
  });
  return operation(pictures);
}

export function methodIn(config: KerasConfig, standard: Method): Method {
  const method = stringIn(config, 'interpolation', standard);
  if (method in operations) return method as Method;
  throw new Error(`resizing can't interpolate by ${method}`);
}

export const resizing: LayerFactory = {
  create: (config, { name }) => {
    const [height, width] = [numberIn(config, 'height'), numberIn(config, 'width')];
    const method = methodIn(config, 'bilinear');
    if (booleanIn(config, 'crop_to_aspect_ratio', false) || booleanIn(config, 'pad_to_aspect_ratio', false)) {
      throw new Error('resizing inside a network stretches; cropping and padding are rules of the input');
    }
    return new PlainLayer({
      name,
      outputShape: (input) => [input[0] ?? null, height, width, input[3] ?? null],
      compute: (inputs) => resize(only(inputs), height, width, method),
    });
  },
  // tfjs has a layer of that name, without half-pixel centres and without a gradient.
  stock: () => null,
};
