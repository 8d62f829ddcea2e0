import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/adaptive_average_pooling3d.json' with { type: 'json' };
import { adaptiveAveragePooling3d } from './adaptive_average_pooling3d.ts';

checkLayer(adaptiveAveragePooling3d, golden);
