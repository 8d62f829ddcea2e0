import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/average_pooling3d.json' with { type: 'json' };
import { averagePooling3d } from './average_pooling3d.ts';

checkLayer(averagePooling3d, golden);
