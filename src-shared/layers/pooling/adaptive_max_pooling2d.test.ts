import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/adaptive_max_pooling2d.json' with { type: 'json' };
import { adaptiveMaxPooling2d } from './adaptive_max_pooling2d.ts';

checkLayer(adaptiveMaxPooling2d, golden);
