import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/up_sampling3d.json' with { type: 'json' };
import { upSampling3d } from './up_sampling3d.ts';

checkLayer(upSampling3d, golden);
