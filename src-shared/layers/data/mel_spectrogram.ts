import { z } from 'zod';
import { formatBatchShape } from '../../shapes/format.ts';
import { defineLayer } from '../define.ts';
import { fails, infers } from '../inference.ts';

const hertz = (title: string, description: string) =>
  z.number().min(0).max(1e6).meta({ title, description, unit: 'Hz' });

/** How strong each pitch is at each time of a sound, as ears hear it. */
export const melSpectrogram = defineLayer({
  type: 'mel_spectrogram',
  title: 'Mel spectrogram',
  alsoCalled: ['audio', 'sound', 'speech'],
  family: 'data',
  arity: 'one',
  normalizes: true,
  params: z.object({
    fft_length: z.int().min(2).max(65_536).default(2048).meta({
      title: 'FFT length',
      description: 'Decides how finely frequencies are told apart.',
      unit: 'samples',
    }),
    sequence_stride: z.int().min(1).max(65_536).default(512).meta({
      title: 'Step',
      description: 'How far the next frame is.',
      unit: 'samples',
    }),
    sequence_length: z.int().min(2).max(65_536).nullable().default(null).meta({
      title: 'Frame length',
      description: 'How many values are looked at together; at most the FFT length.',
      unit: 'samples',
      whenEmpty: 'the FFT length',
    }),
    window: z.enum(['hann', 'hamming']).nullable().default('hann').meta({
      title: 'Window',
      description: 'How the ends of a frame fade out.',
      whenEmpty: 'none',
      advanced: true,
    }),
    sampling_rate: z.number().min(1).max(1e6).default(16_000).meta({
      title: 'Sampling rate',
      description: 'How many values of the sound make a second.',
      unit: 'Hz',
    }),
    num_mel_bins: z.int().min(1).max(4096).default(128).meta({
      title: 'Mel bins',
      description: 'How many pitches come out.',
    }),
    min_freq: hertz('Lowest frequency', 'What is below is left out.').default(20),
    max_freq: hertz('Highest frequency', 'What is above is left out.').nullable().default(null).meta({
      title: 'Highest frequency',
      description: 'What is above is left out.',
      unit: 'Hz',
      whenEmpty: 'half the sampling rate',
    }),
    power_to_db: z.boolean().default(true).meta({
      title: 'Decibels',
      description: 'Powers as decibels, which is how loud they sound.',
    }),
    top_db: z.number().min(0).max(1000).default(80).meta({
      title: 'Range',
      description: 'What is quieter than the loudest of the batch by more is raised to this.',
      unit: 'dB',
      advanced: true,
    }),
    mag_exp: z.number().min(0.1).max(10).default(2).meta({
      title: 'Exponent',
      description: '1 for strength, 2 for power.',
      advanced: true,
    }),
    min_power: z.number().min(1e-30).max(1).default(1e-10).meta({
      title: 'Smallest power',
      description: 'What is below counts as this: silence has no decibels.',
      advanced: true,
    }),
    ref_power: z.number().min(-1e6).max(1e6).default(1).meta({
      title: 'Reference power',
      description: 'The power that is 0 decibels.',
      advanced: true,
    }),
  }),
  doc: {
    summary: 'Shows how loud each pitch is at each time, on a scale like that of ears.',
    inputShape: '(batch, time)',
    outputShape: '(batch, pitches, frames)',
    formula: 'y = 10 log₁₀ (mel · |STFT(x)|²)',
    whenToUse: 'For speech, music and noises, before convolutions; reshape it to a picture with one channel.',
    commonMistake: 'A sampling rate other than that of the sounds: all pitches are wrong.',
    source: 'https://keras.io/api/layers/preprocessing_layers/audio_preprocessing/mel_spectrogram/',
  },
  next: ['reshape', 'normalization', 'conv1d'],
  summary: ({ num_mel_bins, sampling_rate }) => `${num_mel_bins} pitches · ${sampling_rate / 1000} kHz`,
  inferShape: ([input], { fft_length, sequence_stride, sequence_length, num_mel_bins }) => {
    if (!input) return fails();
    const time = input.dims[0]?.size ?? null;
    if (input.dims.length !== 1) {
      const found = formatBatchShape(input);
      return fails({
        code: 'rank-mismatch',
        severity: 'error',
        expected: '(batch, time)',
        found,
        message: `expects a sound of one channel, (batch, time); got ${found} from {input0}. Reshape it first.`,
      });
    }
    if ((sequence_length ?? 0) > fft_length) {
      return fails({
        code: 'bad-parameter',
        severity: 'error',
        param: 'sequence_length',
        expected: `at most the FFT length, ${fft_length}`,
        found: `${sequence_length}`,
        message: `parameter sequence_length should be at most the FFT length, ${fft_length}; it is ${sequence_length}.`,
      });
    }
    if (time !== null && time <= Math.floor(fft_length / 2)) {
      return fails({
        code: 'window-too-large',
        severity: 'error',
        param: 'fft_length',
        expected: `more than ${Math.floor(fft_length / 2)} values`,
        found: `${time}`,
        message: `mirrors half an FFT length at both ends and needs more than ${Math.floor(fft_length / 2)} values; {input0} gives ${time}. Shorten the FFT.`,
      });
    }
    return infers({
      dims: [
        { size: num_mel_bins, axis: 'other' },
        { size: time === null ? null : 1 + Math.floor(time / sequence_stride), axis: 'time' },
      ],
      dtype: 'float32',
    });
  },
  weights: () => [],
  flops: ([input], { fft_length, sequence_stride, num_mel_bins }) => {
    const frames = 1 + Math.floor((input?.dims[0]?.size ?? 0) / sequence_stride);
    const frequencies = Math.floor(fft_length / 2) + 1;
    return frames * (4 * fft_length * frequencies + 2 * frequencies * num_mel_bins);
  },
  keras: {
    className: 'MelSpectrogram',
    toConfig: ({ sequence_length, max_freq, ...params }) => ({
      ...params,
      // Keras resolves these two when a layer is made.
      sequence_length: sequence_length ?? params.fft_length,
      max_freq: max_freq ?? Math.trunc(params.sampling_rate / 2),
    }),
    fromConfig: (config) => ({
      fft_length: config.fft_length as number,
      sequence_stride: config.sequence_stride as number,
      sequence_length: config.sequence_length === config.fft_length ? null : (config.sequence_length as number),
      window: config.window as 'hann',
      sampling_rate: config.sampling_rate as number,
      num_mel_bins: config.num_mel_bins as number,
      min_freq: config.min_freq as number,
      max_freq:
        config.max_freq === Math.trunc((config.sampling_rate as number) / 2) ? null : (config.max_freq as number),
      power_to_db: config.power_to_db as boolean,
      top_db: config.top_db as number,
      mag_exp: config.mag_exp as number,
      min_power: config.min_power as number,
      ref_power: config.ref_power as number,
    }),
  },
});
