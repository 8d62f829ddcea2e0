import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/glu.json' with { type: 'json' };
import { glu } from './glu.ts';

checkLayer(glu, golden);
