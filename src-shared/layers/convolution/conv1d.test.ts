import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/conv1d.json' with { type: 'json' };
import { conv1d } from './conv1d.ts';

checkLayer(conv1d, golden);
