import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/activation.json' with { type: 'json' };
import { activation } from './activation.ts';

checkLayer(activation, golden);
