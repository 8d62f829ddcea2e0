import { z } from 'zod';
import { knownElements } from '../../shapes/tensors.ts';
import { windowPositions } from '../../shapes/window.ts';
import { defineLayer } from '../define.ts';
import { infers, withSpatial } from '../inference.ts';

const modes = ['log', 'magnitude', 'psd', 'real', 'imag', 'angle', 'stft'] as const;
export const windowNames = ['hann', 'hamming', 'blackman', 'nuttall', 'flattop', 'boxcar'] as const;

interface Sizes {
  readonly frame_length: number;
  readonly frame_step: number | null;
  readonly fft_length: number | null;
}

const stepOf = ({ frame_length, frame_step }: Sizes): number => frame_step ?? Math.max(1, Math.floor(frame_length / 2));
const fftOf = ({ frame_length, fft_length }: Sizes): number => fft_length ?? 2 ** Math.ceil(Math.log2(frame_length));

/** How strong each frequency is at each time of a sound, with weights that start as Fourier's and can be trained. */
export const stftSpectrogram = defineLayer({
  type: 'stft_spectrogram',
  title: 'STFT spectrogram',
  alsoCalled: ['audio', 'sound', 'fourier'],
  family: 'data',
  arity: 'one',
  params: z.object({
    mode: z.enum(modes).default('log').meta({
      title: 'Mode',
      description: 'What comes out of each frequency: log of its strength, strength, power, or its parts.',
    }),
    frame_length: z.int().min(2).max(65_536).default(256).meta({
      title: 'Frame length',
      description: 'How many values are looked at together.',
      unit: 'samples',
    }),
    frame_step: z.int().min(1).max(65_536).nullable().default(null).meta({
      title: 'Frame step',
      description: 'How far the next frame is; at most a frame’s length.',
      unit: 'samples',
      whenEmpty: 'half the frame',
    }),
    fft_length: z.int().min(2).max(65_536).nullable().default(null).meta({
      title: 'FFT length',
      description: 'Decides how many frequencies there are: half of it and one.',
      unit: 'samples',
      whenEmpty: 'the next power of two',
    }),
    window: z.enum(windowNames).nullable().default('hann').meta({
      title: 'Window',
      description: 'How the ends of a frame fade out.',
      whenEmpty: 'none',
    }),
    periodic: z.boolean().default(false).meta({
      title: 'Periodic window',
      description: 'A window that goes on seamlessly, instead of a symmetric one.',
      advanced: true,
    }),
    scaling: z.enum(['density', 'spectrum']).nullable().default('density').meta({
      title: 'Scaling',
      description: 'What the window is divided by: its power, or its sum.',
      whenEmpty: 'none',
      advanced: true,
    }),
    padding: z.enum(['valid', 'same']).default('valid').meta({
      title: 'Padding',
      description: 'valid uses whole frames only; same fills both ends with silence.',
    }),
    expand_dims: z.boolean().default(false).meta({
      title: 'As a picture',
      description: 'Keeps channels in an axis of their own: (time, frequency, channels).',
    }),
  }),
  doc: {
    summary: 'Shows how strong each frequency is at each time. Its waves start as Fourier’s and can be trained.',
    inputShape: '(batch, time, channels)',
    outputShape: '(batch, frames, frequencies · channels), or (batch, frames, frequencies, channels)',
    formula: 'y = log |Σ x[t] · w[t] · e^(−2πi k t / N)|',
    whenToUse: 'Between a sound and a network of convolutions.',
    commonMistake: 'Forgetting “as a picture” before two-dimensional convolutions.',
    source: 'https://keras.io/api/layers/preprocessing_layers/audio_preprocessing/stft_spectrogram/',
  },
  next: ['conv2d', 'conv1d', 'layer_normalization'],
  summary: (params) => `${params.mode} · ${params.frame_length} / ${stepOf(params)}`,
  inferShape: (inputs, params) => {
    const [frame, step, fft] = [params.frame_length, stepOf(params), fftOf(params)];
    return withSpatial(inputs, 1, { otherwise: 'reshape it to (time, 1)' }, ({ sizes: [time = null], channels }) => {
      if (step > frame || fft < frame) {
        const param = step > frame ? 'frame_step' : 'fft_length';
        const expected = step > frame ? `at most the frame length, ${frame}` : `at least the frame length, ${frame}`;
        const found = `${step > frame ? step : fft}`;
        const message = `parameter ${param} should be ${expected}; it is ${found}.`;
        return {
          output: null,
          problems: [{ code: 'bad-parameter', severity: 'error', param, expected, found, message }],
        };
      }
      const frames = windowPositions(time, { size: frame, stride: step, dilation: 1, padding: params.padding });
      if (frames !== null && frames < 1) {
        const expected = `at least ${frame} values`;
        const message = `needs ${expected} in time; {input0} gives ${time}. Shorten the frame or pad by same.`;
        return {
          output: null,
          problems: [{ code: 'window-too-large', severity: 'error', expected, found: `${time}`, message }],
        };
      }
      const frequencies = (Math.floor(fft / 2) + 1) * (params.mode === 'stft' ? 2 : 1);
      const time1 = { size: frames, axis: 'time' as const };
      return infers({
        dims: params.expand_dims
          ? [time1, { size: frequencies, axis: 'other' }, { size: channels, axis: 'channels' }]
          : [time1, { size: frequencies * channels, axis: 'channels' }],
        dtype: 'float32',
      });
    });
  },
  weights: (_inputs, params) => {
    const shape = [params.frame_length, 1, Math.floor(fftOf(params) / 2) + 1];
    return ['real', 'imag']
      .filter((part) => params.mode === part || !['real', 'imag'].includes(params.mode))
      .map((part) => ({ name: `${part}_kernel`, shape, trainable: true }));
  },
  flops: (_inputs, params, output) =>
    2 * params.frame_length * knownElements(output) * (['real', 'imag', 'stft'].includes(params.mode) ? 1 : 2),
  keras: {
    className: 'STFTSpectrogram',
    toConfig: (params) => ({ ...params, data_format: 'channels_last' }),
    fromConfig: (config) => ({
      mode: config.mode as 'log',
      frame_length: config.frame_length as number,
      frame_step: config.frame_step as number,
      fft_length: config.fft_length as number,
      window: config.window as 'hann',
      periodic: config.periodic as boolean,
      scaling: config.scaling as 'density',
      padding: config.padding as 'valid',
      expand_dims: config.expand_dims as boolean,
    }),
  },
});
