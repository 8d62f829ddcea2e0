import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/spatial_dropout3d.json' with { type: 'json' };
import { spatialDropout3d } from './spatial_dropout3d.ts';

checkLayer(spatialDropout3d, golden);
