import type { RunSummary } from '#shared/contract/requests/runs.ts';

/** `Run 3`, or `Run 3, wide` where the person gave it a name: the number stays, since everything refers to it. */
export const runTitle = ({ number, name }: Pick<RunSummary, 'number' | 'name'>): string =>
  name === null ? `Run ${number}` : `Run ${number}, ${name}`;
