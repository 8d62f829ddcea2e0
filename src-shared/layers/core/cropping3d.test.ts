import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/cropping3d.json' with { type: 'json' };
import { cropping3d } from './cropping3d.ts';

checkLayer(cropping3d, golden);
