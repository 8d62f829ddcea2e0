import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/max_pooling3d.json' with { type: 'json' };
import { maxPooling3d } from './max_pooling3d.ts';

checkLayer(maxPooling3d, golden);
