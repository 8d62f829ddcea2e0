import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/spectral_normalization.json' with { type: 'json' };
import { getLayer } from '../index.ts';

checkLayer(getLayer('spectral_normalization'), golden);
