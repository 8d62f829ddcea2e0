import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/time_distributed.json' with { type: 'json' };
import { getLayer } from '../index.ts';

checkLayer(getLayer('time_distributed'), golden);
