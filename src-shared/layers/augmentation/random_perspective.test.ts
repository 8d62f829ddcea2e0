import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/random_perspective.json' with { type: 'json' };
import { randomPerspective } from './random_perspective.ts';

checkLayer(randomPerspective, golden);
