import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/adaptive_average_pooling2d.json' with { type: 'json' };
import { adaptiveAveragePooling2d } from './adaptive_average_pooling2d.ts';

checkLayer(adaptiveAveragePooling2d, golden);
