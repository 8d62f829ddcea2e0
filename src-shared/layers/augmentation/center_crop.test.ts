import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/center_crop.json' with { type: 'json' };
import { centerCrop } from './center_crop.ts';

checkLayer(centerCrop, golden);
