import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/adaptive_max_pooling1d.json' with { type: 'json' };
import { adaptiveMaxPooling1d } from './adaptive_max_pooling1d.ts';

checkLayer(adaptiveMaxPooling1d, golden);
