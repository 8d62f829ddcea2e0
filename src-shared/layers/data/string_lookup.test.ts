import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/string_lookup.json' with { type: 'json' };
import { stringLookup } from './string_lookup.ts';

checkLayer(stringLookup, golden);
