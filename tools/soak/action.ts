import type { ErrorCode } from '#shared/util/app-error.ts';
import type { World } from './world.ts';

/** One thing that a person or a script does. */
export interface Action {
  readonly name: string;
  /** How often, against the others. */
  readonly weight: number;
  /** Answers that are right too: somebody else was faster, or it is in use. */
  readonly refusals?: readonly ErrorCode[];
  /** What was done, in a few words; null where there was nothing to do it to. */
  run(world: World): Promise<string | null>;
}

/** What must never happen, a kill or not. */
export class Violation extends Error {}
