import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/threshold.json' with { type: 'json' };
import { threshold } from './threshold.ts';

checkLayer(threshold, golden);
