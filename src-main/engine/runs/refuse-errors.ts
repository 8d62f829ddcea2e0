import type { Problem } from '#shared/graph/problems.ts';
import { AppError } from '#shared/util/app-error.ts';

/** Throws the first error with what can't be done because of it (`"Cats" can't be trained yet`), and all in details. */
export function refuseErrors(problems: readonly Problem[], what: string): void {
  const errors = problems.filter((problem) => problem.severity === 'error');
  const [first] = errors;
  if (!first) return;
  const more = errors.length > 1 ? ` And ${errors.length - 1} more.` : '';
  throw new AppError('GRAPH_INVALID', `${what}: ${first.message}${more}`, { problems });
}
