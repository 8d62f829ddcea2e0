import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/integer_lookup.json' with { type: 'json' };
import { integerLookup } from './integer_lookup.ts';

checkLayer(integerLookup, golden);
