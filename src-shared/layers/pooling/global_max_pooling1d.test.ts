import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/global_max_pooling1d.json' with { type: 'json' };
import { globalMaxPooling1d } from './global_max_pooling1d.ts';

checkLayer(globalMaxPooling1d, golden);
