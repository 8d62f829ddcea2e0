import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/rotary_embedding.json' with { type: 'json' };
import { rotaryEmbedding } from './rotary_embedding.ts';

checkLayer(rotaryEmbedding, golden);
