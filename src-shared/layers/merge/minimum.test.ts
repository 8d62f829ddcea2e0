import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/minimum.json' with { type: 'json' };
import { minimum } from './minimum.ts';

checkLayer(minimum, golden);
