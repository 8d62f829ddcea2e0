import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/attention.json' with { type: 'json' };
import { attention } from './attention.ts';

checkLayer(attention, golden);
