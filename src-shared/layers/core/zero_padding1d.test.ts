import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/zero_padding1d.json' with { type: 'json' };
import { zeroPadding1d } from './zero_padding1d.ts';

checkLayer(zeroPadding1d, golden);
