import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/resizing.json' with { type: 'json' };
import { resizing } from './resizing.ts';

checkLayer(resizing, golden);
