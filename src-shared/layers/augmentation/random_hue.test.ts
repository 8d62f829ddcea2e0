import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/random_hue.json' with { type: 'json' };
import { randomHue } from './random_hue.ts';

checkLayer(randomHue, golden);
