import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/spatial_dropout2d.json' with { type: 'json' };
import { spatialDropout2d } from './spatial_dropout2d.ts';

checkLayer(spatialDropout2d, golden);
