import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/multi_head_attention.json' with { type: 'json' };
import { multiHeadAttention } from './multi_head_attention.ts';

checkLayer(multiHeadAttention, golden);
