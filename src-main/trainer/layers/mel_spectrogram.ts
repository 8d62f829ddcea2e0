import { tf } from '../runtime/tf.ts';
import { CatalogueLayer } from './catalogue-layer.ts';
import { booleanIn, type KerasConfig, numberIn, stringIn } from './config.ts';
import type { LayerFactory } from './factory.ts';
import { windowOf } from './spectral-windows.ts';

/** Fourier's waves under a window in the middle of a frame: [frame, 1, 2 · frequencies], cosines before sines. */
function waves(config: KerasConfig): { values: Float32Array; shape: [number, number, number] } {
  const fft = numberIn(config, 'fft_length');
  const length = numberIn(config, 'sequence_length', fft);
  const window = windowOf(config.window === null ? null : stringIn(config, 'window'), length, true);
  const before = Math.floor((fft - length) / 2);
  const frequencies = Math.floor(fft / 2) + 1;
  const values = new Float32Array(fft * 2 * frequencies);
  for (let time = 0; time < length; time++) {
    for (let place = 0; place < frequencies; place++) {
      // Whole turns are left out first: nothing is lost to large angles.
      const angle = (2 * Math.PI * (((time + before) * place) % fft)) / fft;
      const at = (time + before) * 2 * frequencies + place;
      values[at] = Math.cos(angle) * (window[time] ?? 0);
      values[at + frequencies] = Math.sin(angle) * (window[time] ?? 0);
    }
  }
  return { values, shape: [fft, 1, 2 * frequencies] };
}

const melOf = (hertz: number): number => 1127 * Math.log(1 + hertz / 700);

/** How much each frequency counts for each pitch, triangles on the mel scale: [frequencies, pitches]. */
function melWeights(config: KerasConfig): { values: Float32Array; shape: [number, number] } {
  const bins = numberIn(config, 'num_mel_bins');
  const frequencies = Math.floor(numberIn(config, 'fft_length') / 2) + 1;
  const [low, high] = [melOf(numberIn(config, 'min_freq')), melOf(numberIn(config, 'max_freq'))];
  const edge = (place: number): number => low + ((high - low) * place) / (bins + 1);
  const highest = numberIn(config, 'sampling_rate') / 2;
  const values = new Float32Array(frequencies * bins);
  // The frequency 0 belongs to no pitch.
  for (let frequency = 1; frequency < frequencies; frequency++) {
    const mel = melOf((highest * frequency) / (frequencies - 1));
    for (let bin = 0; bin < bins; bin++) {
      const [left, middle, right] = [edge(bin), edge(bin + 1), edge(bin + 2)];
      const slope = Math.min((mel - left) / (middle - left), (right - mel) / (right - middle));
      values[frequency * bins + bin] = Math.max(0, slope);
    }
  }
  return { values, shape: [frequencies, bins] };
}

const log10 = (x: tf.Tensor): tf.Tensor => x.log().div(Math.LN10);

/** The sound mirrored at both ends. A lookup, since tfjs has no gradient of mirroring. */
function mirrored(sound: tf.Tensor, width: number): tf.Tensor {
  const [, time = 1] = sound.shape;
  const places = Array.from({ length: time + 2 * width }, (_, at) => {
    const place = Math.abs(at - width);
    return place < time ? place : 2 * (time - 1) - place;
  });
  return tf.gather(sound, tf.tensor1d(places, 'int32'), 1);
}

export const melSpectrogram: LayerFactory = {
  create: (config, { name }) => {
    const [kernel, mel] = [waves(config), melWeights(config)];
    const fft = numberIn(config, 'fft_length');
    const step = numberIn(config, 'sequence_stride');
    const smallest = numberIn(config, 'min_power');
    const reference = 10 * Math.log10(Math.max(Math.abs(numberIn(config, 'ref_power')), smallest));
    return new CatalogueLayer('mel_spectrogram', config, name, ({ input }) => {
      const framed = mirrored(input, Math.floor(fft / 2)).expandDims(-1) as tf.Tensor3D;
      const spectrum = tf.conv1d(framed, tf.tensor3d(kernel.values, kernel.shape), step, 'valid');
      const [real, imag] = spectrum.split(2, 2) as [tf.Tensor, tf.Tensor];
      const power = real.square().add(imag.square());
      const exponent = numberIn(config, 'mag_exp') / 2;
      const strength = exponent === 1 ? power : power.pow(exponent);
      const [, frames = 1, frequencies = 1] = strength.shape;
      const weights = tf.tensor2d(mel.values, mel.shape);
      const pitches = strength.reshape([-1, frequencies]).matMul(weights).reshape([-1, frames, mel.shape[1]]);
      if (!booleanIn(config, 'power_to_db')) return pitches.transpose([0, 2, 1]);
      const decibels = log10(pitches.maximum(smallest)).mul(10).sub(reference);
      // The loudest of the whole batch, as in Keras.
      const floor = decibels.max().sub(numberIn(config, 'top_db')).add(tf.zerosLike(decibels));
      return decibels.maximum(floor).transpose([0, 2, 1]);
    });
  },
  stock: () => null,
};
