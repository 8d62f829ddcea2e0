import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/concatenate.json' with { type: 'json' };
import { concatenate } from './concatenate.ts';

checkLayer(concatenate, golden);
