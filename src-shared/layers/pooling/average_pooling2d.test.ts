import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/average_pooling2d.json' with { type: 'json' };
import { averagePooling2d } from './average_pooling2d.ts';

checkLayer(averagePooling2d, golden);
