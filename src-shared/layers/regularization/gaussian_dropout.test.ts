import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/gaussian_dropout.json' with { type: 'json' };
import { gaussianDropout } from './gaussian_dropout.ts';

checkLayer(gaussianDropout, golden);
