import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/random_grayscale.json' with { type: 'json' };
import { randomGrayscale } from './random_grayscale.ts';

checkLayer(randomGrayscale, golden);
