import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/gaussian_noise.json' with { type: 'json' };
import { gaussianNoise } from './gaussian_noise.ts';

checkLayer(gaussianNoise, golden);
