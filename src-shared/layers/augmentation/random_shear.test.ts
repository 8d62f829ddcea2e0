import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/random_shear.json' with { type: 'json' };
import { randomShear } from './random_shear.ts';

checkLayer(randomShear, golden);
