import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/multiply.json' with { type: 'json' };
import { multiply } from './multiply.ts';

checkLayer(multiply, golden);
