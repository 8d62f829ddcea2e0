import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/category_encoding.json' with { type: 'json' };
import { categoryEncoding } from './category_encoding.ts';

checkLayer(categoryEncoding, golden);
