import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/aug_mix.json' with { type: 'json' };
import { augMix } from './aug_mix.ts';

checkLayer(augMix, golden);
