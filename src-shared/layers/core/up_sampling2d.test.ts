import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/up_sampling2d.json' with { type: 'json' };
import { upSampling2d } from './up_sampling2d.ts';

checkLayer(upSampling2d, golden);
