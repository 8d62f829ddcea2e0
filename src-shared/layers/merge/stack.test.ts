import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/stack.json' with { type: 'json' };
import { stack } from './stack.ts';

checkLayer(stack, golden);
