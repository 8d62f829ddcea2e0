import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/random_invert.json' with { type: 'json' };
import { randomInvert } from './random_invert.ts';

checkLayer(randomInvert, golden);
