import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/mel_spectrogram.json' with { type: 'json' };
import { melSpectrogram } from './mel_spectrogram.ts';

checkLayer(melSpectrogram, golden);
