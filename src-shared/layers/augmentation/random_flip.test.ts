import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/random_flip.json' with { type: 'json' };
import { randomFlip } from './random_flip.ts';

checkLayer(randomFlip, golden);
