import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/depthwise_conv1d.json' with { type: 'json' };
import { depthwiseConv1d } from './depthwise_conv1d.ts';

checkLayer(depthwiseConv1d, golden);
