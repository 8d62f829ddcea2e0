import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/output.json' with { type: 'json' };
import { output } from './output.ts';

checkLayer(output, golden);
