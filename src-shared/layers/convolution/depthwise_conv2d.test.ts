import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/depthwise_conv2d.json' with { type: 'json' };
import { depthwiseConv2d } from './depthwise_conv2d.ts';

checkLayer(depthwiseConv2d, golden);
