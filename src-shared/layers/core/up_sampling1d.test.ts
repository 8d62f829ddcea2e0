import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/up_sampling1d.json' with { type: 'json' };
import { upSampling1d } from './up_sampling1d.ts';

checkLayer(upSampling1d, golden);
