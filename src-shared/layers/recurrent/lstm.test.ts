import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/lstm.json' with { type: 'json' };
import { lstm } from './lstm.ts';

checkLayer(lstm, golden);
