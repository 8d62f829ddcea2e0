import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/global_max_pooling2d.json' with { type: 'json' };
import { globalMaxPooling2d } from './global_max_pooling2d.ts';

checkLayer(globalMaxPooling2d, golden);
