import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/random_saturation.json' with { type: 'json' };
import { randomSaturation } from './random_saturation.ts';

checkLayer(randomSaturation, golden);
