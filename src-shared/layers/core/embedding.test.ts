import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/embedding.json' with { type: 'json' };
import { embedding } from './embedding.ts';

checkLayer(embedding, golden);
