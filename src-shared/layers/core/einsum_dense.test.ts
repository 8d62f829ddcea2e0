import { checkLayer } from '../../testing/check-layer.ts';
import golden from '../golden/einsum_dense.json' with { type: 'json' };
import { einsumDense } from './einsum_dense.ts';

checkLayer(einsumDense, golden);
