import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/max_pooling1d.json' with { type: 'json' };
import { maxPooling1d } from './max_pooling1d.ts';

checkLayer(maxPooling1d, golden);
