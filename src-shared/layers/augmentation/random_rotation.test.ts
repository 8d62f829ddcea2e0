import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/random_rotation.json' with { type: 'json' };
import { randomRotation } from './random_rotation.ts';

checkLayer(randomRotation, golden);
