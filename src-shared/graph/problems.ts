import type { GraphEdit } from './types.ts';

export type Severity = 'error' | 'warning' | 'tip';

/** A change that removes a problem, offered as one click. */
export interface Fix {
  readonly title: string;
  readonly edit: GraphEdit;
}

/** One finding of an analysis. While an error stands, totals are unknown and training is refused. */
export interface Problem {
  /** Stable, kebab-case: `rank-mismatch`, `missing-input`, `units-not-classes`… */
  readonly code: string;
  readonly severity: Severity;
  /** Where: a node, an edge or a parameter of a node; none for the graph as a whole. */
  readonly node?: string;
  readonly edge?: string;
  readonly param?: string;
  readonly expected?: string;
  readonly found?: string;
  readonly message: string;
  readonly fixes?: readonly Fix[];
}
