import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/position_embedding.json' with { type: 'json' };
import { positionEmbedding } from './position_embedding.ts';

checkLayer(positionEmbedding, golden);
