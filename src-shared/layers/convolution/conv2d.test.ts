import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/conv2d.json' with { type: 'json' };
import { conv2d } from './conv2d.ts';

checkLayer(conv2d, golden);
