import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/stochastic_depth.json' with { type: 'json' };
import { stochasticDepth } from './stochastic_depth.ts';

checkLayer(stochasticDepth, golden);
