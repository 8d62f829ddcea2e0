import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/bidirectional.json' with { type: 'json' };
import { getLayer } from '../index.ts';

checkLayer(getLayer('bidirectional'), golden);
