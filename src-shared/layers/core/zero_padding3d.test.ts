import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/zero_padding3d.json' with { type: 'json' };
import { zeroPadding3d } from './zero_padding3d.ts';

checkLayer(zeroPadding3d, golden);
