import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/leaky_relu.json' with { type: 'json' };
import { leakyRelu } from './leaky_relu.ts';

checkLayer(leakyRelu, golden);
