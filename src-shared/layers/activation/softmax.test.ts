import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/softmax.json' with { type: 'json' };
import { softmax } from './softmax.ts';

checkLayer(softmax, golden);
