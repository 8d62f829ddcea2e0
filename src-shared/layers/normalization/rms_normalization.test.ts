import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/rms_normalization.json' with { type: 'json' };
import { rmsNormalization } from './rms_normalization.ts';

checkLayer(rmsNormalization, golden);
