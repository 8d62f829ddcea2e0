import type { TestContext } from 'vitest';

/** What a security test tried: the table at the end of `npm test` and of `npm run test:security` adds them up by name. */
export interface Attack {
  readonly name: string;
  readonly tried: number;
  /** Answered with an error, cut off, or without effect. What is not refused was harmless: a valid variation. */
  readonly refused: number;
}

declare module 'vitest' {
  interface TaskMeta {
    attacks?: Attack[];
    /** Figures that are worth reading in a report, asserted with generous bounds only. */
    measured?: Record<string, unknown>;
  }
}

/** Throws where an attack was neither refused nor found `harmless`: a valid variation, answered as such. */
export function recordAttack(
  { task }: Pick<TestContext, 'task'>,
  name: string,
  tried: number,
  refused = tried,
  harmless = 0,
): void {
  const effective = tried - refused - harmless;
  if (effective !== 0) throw new Error(`${name}: ${effective} of ${tried} attacks had an effect`);
  task.meta.attacks = [...(task.meta.attacks ?? []), { name, tried, refused }];
}
