import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/max_pooling2d.json' with { type: 'json' };
import { maxPooling2d } from './max_pooling2d.ts';

checkLayer(maxPooling2d, golden);
