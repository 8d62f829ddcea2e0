import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/global_average_pooling2d.json' with { type: 'json' };
import { globalAveragePooling2d } from './global_average_pooling2d.ts';

checkLayer(globalAveragePooling2d, golden);
