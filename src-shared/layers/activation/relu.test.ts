import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/relu.json' with { type: 'json' };
import { relu } from './relu.ts';

checkLayer(relu, golden);
