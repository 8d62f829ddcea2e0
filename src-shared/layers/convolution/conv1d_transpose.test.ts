import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/conv1d_transpose.json' with { type: 'json' };
import { conv1dTranspose } from './conv1d_transpose.ts';

checkLayer(conv1dTranspose, golden);
