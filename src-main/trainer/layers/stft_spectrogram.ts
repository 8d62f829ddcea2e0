import { tf } from '../runtime/tf.ts';
import { CatalogueLayer } from './catalogue-layer.ts';
import { booleanIn, type KerasConfig, numberIn, paddingIn, stringIn } from './config.ts';
import type { LayerFactory } from './factory.ts';
import { windowOf } from './spectral-windows.ts';

/** Keras's epsilon: silence has no logarithm. */
const EPSILON = 1e-7;
const { fround } = Math;

/** Fourier's waves under a window, as Keras's initializer rounds them: [frame, 1, frequencies]. */
function waves(config: KerasConfig, part: 'real' | 'imag', shape: readonly number[]): tf.Tensor {
  const [length = 1, , frequencies = 1] = shape;
  const name = config.window === null ? null : stringIn(config, 'window', 'hann');
  const window = windowOf(name, length, booleanIn(config, 'periodic', false));
  const sum = (of: (value: number) => number) => window.reduce((total, value) => total + of(value), 0);
  const scales = { density: Math.sqrt(sum((value) => value ** 2)), spectrum: sum(Math.abs) };
  const scale = name === null || config.scaling === null ? 1 : scales[stringIn(config, 'scaling') as 'density'];
  const values = new Float32Array(length * frequencies);
  for (let time = 0; time < length; time++) {
    for (let place = 0; place < frequencies; place++) {
      const angle = fround(fround(-2 * time * fround(place / ((frequencies - 1) * 2))) * fround(Math.PI));
      const wave = part === 'real' ? Math.cos(angle) : Math.sin(angle);
      values[time * frequencies + place] = (wave * (name === null ? 1 : (window[time] ?? 0))) / scale;
    }
  }
  return tf.tensor3d(values, [length, 1, frequencies]);
}

/** What comes out of the real and the imaginary parts, frequencies last. */
const modes: Readonly<Record<string, (real: tf.Tensor, imag: tf.Tensor) => tf.Tensor>> = {
  angle: (real, imag) => tf.atan2(imag, real),
  stft: (real, imag) => tf.concat([real, imag], -1),
  psd: (real, imag) => {
    const power = real.square().add(imag.square());
    // All but the lowest and the highest frequency stand for two.
    const last = power.shape[3] ?? 1;
    const twice = tf.tensor1d(Array.from({ length: last }, (_, place) => (place === 0 || place === last - 1 ? 1 : 2)));
    return power.mul(twice);
  },
  magnitude: (real, imag) => real.square().add(imag.square()).maximum(EPSILON).sqrt(),
  log: (real, imag) => real.square().add(imag.square()).maximum(EPSILON).sqrt().maximum(EPSILON).log(),
};

export const stftSpectrogram: LayerFactory = {
  create: (config, { name }) => {
    const mode = stringIn(config, 'mode');
    const step =
      typeof config.frame_step === 'number' ? config.frame_step : Math.floor(numberIn(config, 'frame_length') / 2);
    const padding = paddingIn(config);
    return new CatalogueLayer('stft_spectrogram', config, name, ({ input, weight }) => {
      const [, time = 1, channels = 1] = input.shape;
      const each = input.transpose([0, 2, 1]).reshape([-1, time, 1]) as tf.Tensor3D;
      const along = (part: 'real' | 'imag'): tf.Tensor => {
        const found = tf.conv1d(each, weight(`${part}_kernel`) as tf.Tensor3D, Math.max(1, step), padding);
        return found.reshape([-1, channels, ...found.shape.slice(1)]);
      };
      const found = mode === 'real' || mode === 'imag' ? along(mode) : modes[mode]?.(along('real'), along('imag'));
      if (!found) throw new Error(`unknown mode ${mode}`);
      if (booleanIn(config, 'expand_dims', false)) return found.transpose([0, 2, 3, 1]);
      const [, , frames = 1, frequencies = 1] = found.shape;
      return found.transpose([0, 2, 1, 3]).reshape([-1, frames, channels * frequencies]);
    });
  },
  initialWeight: (config, { name, shape }) => waves(config, name === 'real_kernel' ? 'real' : 'imag', shape),
  stock: () => null,
};
