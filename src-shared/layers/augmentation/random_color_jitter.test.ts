import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/random_color_jitter.json' with { type: 'json' };
import { randomColorJitter } from './random_color_jitter.ts';

checkLayer(randomColorJitter, golden);
