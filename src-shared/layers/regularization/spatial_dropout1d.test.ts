import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/spatial_dropout1d.json' with { type: 'json' };
import { spatialDropout1d } from './spatial_dropout1d.ts';

checkLayer(spatialDropout1d, golden);
