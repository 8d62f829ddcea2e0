import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/cropping2d.json' with { type: 'json' };
import { cropping2d } from './cropping2d.ts';

checkLayer(cropping2d, golden);
