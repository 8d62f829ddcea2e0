import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/conv2d_transpose.json' with { type: 'json' };
import { conv2dTranspose } from './conv2d_transpose.ts';

checkLayer(conv2dTranspose, golden);
