import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/global_max_pooling3d.json' with { type: 'json' };
import { globalMaxPooling3d } from './global_max_pooling3d.ts';

checkLayer(globalMaxPooling3d, golden);
