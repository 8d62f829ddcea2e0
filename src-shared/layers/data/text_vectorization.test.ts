import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/text_vectorization.json' with { type: 'json' };
import { textVectorization } from './text_vectorization.ts';

checkLayer(textVectorization, golden);
