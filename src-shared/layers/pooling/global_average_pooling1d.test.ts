import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/global_average_pooling1d.json' with { type: 'json' };
import { globalAveragePooling1d } from './global_average_pooling1d.ts';

checkLayer(globalAveragePooling1d, golden);
