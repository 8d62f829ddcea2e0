import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/reshape.json' with { type: 'json' };
import { reshape } from './reshape.ts';

checkLayer(reshape, golden);
