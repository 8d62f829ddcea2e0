import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/zero_padding2d.json' with { type: 'json' };
import { zeroPadding2d } from './zero_padding2d.ts';

checkLayer(zeroPadding2d, golden);
