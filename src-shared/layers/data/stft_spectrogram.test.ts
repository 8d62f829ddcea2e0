import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/stft_spectrogram.json' with { type: 'json' };
import { stftSpectrogram } from './stft_spectrogram.ts';

checkLayer(stftSpectrogram, golden);
