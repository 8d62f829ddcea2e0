import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/add.json' with { type: 'json' };
import { add } from './add.ts';

checkLayer(add, golden);
