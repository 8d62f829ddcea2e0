import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/random_sharpness.json' with { type: 'json' };
import { randomSharpness } from './random_sharpness.ts';

checkLayer(randomSharpness, golden);
