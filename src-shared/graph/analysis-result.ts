import type { WeightSpec } from '../layers/definition.ts';
import type { SymbolicTensor } from '../shapes/symbolic.ts';
import type { Problem } from './problems.ts';
import type { ReceptiveField } from './receptive-field.ts';

export interface NodeAnalysis {
  readonly inputs: readonly (SymbolicTensor | null)[];
  readonly output: SymbolicTensor | null;
  /** All that it gives, by port; `out` is `output`. Empty while that is not known. */
  readonly outputs: Readonly<Record<string, SymbolicTensor>>;
  /** Null while the layer's inputs or parameters are not known; none where it uses another layer's. */
  readonly weights: readonly WeightSpec[] | null;
  readonly parameters: number | null;
  readonly flops: number | null;
}

/** What is known of a graph, finished or not. Totals are null while any error stands. */
export interface GraphAnalysis {
  readonly nodes: ReadonlyMap<string, NodeAnalysis>;
  readonly problems: readonly Problem[];
  readonly receptiveFields: ReadonlyMap<string, ReceptiveField>;
  /** Node ids, sources first; nodes on a cycle are left out. */
  readonly order: readonly string[];
  readonly totals: {
    readonly parameters: number;
    readonly trainable: number;
    readonly flops: number;
    /** Bytes of all layer outputs for one sample, float32. */
    readonly activationBytes: number;
  } | null;
}
