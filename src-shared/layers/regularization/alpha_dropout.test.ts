import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/alpha_dropout.json' with { type: 'json' };
import { alphaDropout } from './alpha_dropout.ts';

checkLayer(alphaDropout, golden);
