import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/random_gaussian_blur.json' with { type: 'json' };
import { randomGaussianBlur } from './random_gaussian_blur.ts';

checkLayer(randomGaussianBlur, golden);
