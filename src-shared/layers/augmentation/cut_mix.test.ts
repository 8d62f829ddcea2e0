import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/cut_mix.json' with { type: 'json' };
import { cutMix } from './cut_mix.ts';

checkLayer(cutMix, golden);
