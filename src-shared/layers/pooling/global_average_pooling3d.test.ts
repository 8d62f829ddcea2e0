import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/global_average_pooling3d.json' with { type: 'json' };
import { globalAveragePooling3d } from './global_average_pooling3d.ts';

checkLayer(globalAveragePooling3d, golden);
