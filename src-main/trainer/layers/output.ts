import { activation } from './activation.ts';
import type { LayerFactory } from './factory.ts';

/** An output is its activation; training takes what comes before it, since losses of logits are exact. */
export const output: LayerFactory = activation;
