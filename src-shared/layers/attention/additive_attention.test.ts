import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/additive_attention.json' with { type: 'json' };
import { additiveAttention } from './additive_attention.ts';

checkLayer(additiveAttention, golden);
