import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/normalization.json' with { type: 'json' };
import { normalization } from './normalization.ts';

checkLayer(normalization, golden);
