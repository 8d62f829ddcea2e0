import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/dot.json' with { type: 'json' };
import { dot } from './dot.ts';

checkLayer(dot, golden);
