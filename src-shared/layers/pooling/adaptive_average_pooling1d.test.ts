import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/adaptive_average_pooling1d.json' with { type: 'json' };
import { adaptiveAveragePooling1d } from './adaptive_average_pooling1d.ts';

checkLayer(adaptiveAveragePooling1d, golden);
