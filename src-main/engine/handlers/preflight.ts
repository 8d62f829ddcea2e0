import { implement } from '@orpc/server';
import { preflightContract } from '#shared/contract/requests/preflight.ts';
import type { EngineContext } from '../context.ts';
import { findRate } from '../preflight/find-rate.ts';
import { measureTraining } from '../preflight/measure.ts';

export function preflightRouter(context: EngineContext) {
  const os = implement(preflightContract);
  return {
    measure: os.measure.handler(({ input, signal }) => measureTraining(context, input, signal)),
    findRate: os.findRate.handler(({ input, signal }) => findRate(context, input, signal)),
  };
}
