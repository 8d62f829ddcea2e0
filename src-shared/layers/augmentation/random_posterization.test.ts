import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/random_posterization.json' with { type: 'json' };
import { randomPosterization } from './random_posterization.ts';

checkLayer(randomPosterization, golden);
