import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/random_crop.json' with { type: 'json' };
import { randomCrop } from './random_crop.ts';

checkLayer(randomCrop, golden);
