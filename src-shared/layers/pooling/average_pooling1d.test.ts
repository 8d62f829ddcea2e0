import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/average_pooling1d.json' with { type: 'json' };
import { averagePooling1d } from './average_pooling1d.ts';

checkLayer(averagePooling1d, golden);
