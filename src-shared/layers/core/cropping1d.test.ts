import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/cropping1d.json' with { type: 'json' };
import { cropping1d } from './cropping1d.ts';

checkLayer(cropping1d, golden);
