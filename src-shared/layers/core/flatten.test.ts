import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/flatten.json' with { type: 'json' };
import { flatten } from './flatten.ts';

checkLayer(flatten, golden);
