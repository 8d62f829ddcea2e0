import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/conv3d_transpose.json' with { type: 'json' };
import { conv3dTranspose } from './conv3d_transpose.ts';

checkLayer(conv3dTranspose, golden);
