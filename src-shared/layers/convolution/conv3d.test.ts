import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/conv3d.json' with { type: 'json' };
import { conv3d } from './conv3d.ts';

checkLayer(conv3d, golden);
