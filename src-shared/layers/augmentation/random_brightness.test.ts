import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/random_brightness.json' with { type: 'json' };
import { randomBrightness } from './random_brightness.ts';

checkLayer(randomBrightness, golden);
