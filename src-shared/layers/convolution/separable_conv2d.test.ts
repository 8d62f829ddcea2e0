import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/separable_conv2d.json' with { type: 'json' };
import { separableConv2d } from './separable_conv2d.ts';

checkLayer(separableConv2d, golden);
