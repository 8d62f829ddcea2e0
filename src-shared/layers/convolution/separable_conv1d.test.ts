import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/separable_conv1d.json' with { type: 'json' };
import { separableConv1d } from './separable_conv1d.ts';

checkLayer(separableConv1d, golden);
