import { tf } from '../runtime/tf.ts';
import { type Mask, masksIn } from './factory.ts';

export interface PlainLayerOptions {
  readonly name: string;
  /** Not in a tidy of its own: the layer is one. */
  readonly compute: (inputs: tf.Tensor[], training: boolean, masks: readonly Mask[]) => tf.Tensor;
  readonly outputShape?: (...inputs: [tf.Shape, ...tf.Shape[]]) => tf.Shape;
}

/** A layer of ours without weights. It lives in this process only: exports write stock layers or a recorded graph. */
export class PlainLayer extends tf.layers.Layer {
  static readonly className = 'StrataPlainLayer';
  readonly #options: PlainLayerOptions;

  constructor(options: PlainLayerOptions) {
    super({ name: options.name });
    this.#options = options;
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    const shapes = (Array.isArray(inputShape[0]) ? inputShape : [inputShape]) as [tf.Shape, ...tf.Shape[]];
    return this.#options.outputShape ? this.#options.outputShape(...shapes) : shapes[0];
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: Record<string, unknown>): tf.Tensor {
    const given = Array.isArray(inputs) ? inputs : [inputs];
    return tf.tidy(() => this.#options.compute(given, kwargs.training === true, masksIn(kwargs, given.length)));
  }
}

/** The one tensor that a layer with one input gets. */
export function only(inputs: readonly tf.Tensor[]): tf.Tensor {
  const [input] = inputs;
  if (!input || inputs.length > 1) throw new Error(`expected one input, got ${inputs.length}`);
  return input;
}
