import type { DatasetKind, DatasetShape } from '../data/types.ts';
import type { Graph } from '../graph/types.ts';

export interface TemplateOptions {
  /** Pixels along each side of the picture; the template's own choice where it is left out. */
  readonly pictureSize?: number;
}

/** A network to start from, fitted to a dataset. */
export interface Template {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** The kind of dataset it needs. */
  readonly needs: DatasetKind;
  /** A sound graph for this dataset; without one, for pictures of two classes. */
  readonly build: (dataset: DatasetShape | null, options?: TemplateOptions) => Graph;
}
