import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/hashing.json' with { type: 'json' };
import { hashing } from './hashing.ts';

checkLayer(hashing, golden);
