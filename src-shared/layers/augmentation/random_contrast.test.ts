import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/random_contrast.json' with { type: 'json' };
import { randomContrast } from './random_contrast.ts';

checkLayer(randomContrast, golden);
