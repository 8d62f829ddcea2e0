import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/group_query_attention.json' with { type: 'json' };
import { groupQueryAttention } from './group_query_attention.ts';

checkLayer(groupQueryAttention, golden);
