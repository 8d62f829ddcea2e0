import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/dropout.json' with { type: 'json' };
import { dropout } from './dropout.ts';

checkLayer(dropout, golden);
