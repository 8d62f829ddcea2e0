import type { LayerSlots } from '#shared/keras/weight-slots.ts';
import type { StoredTensor } from '../checkpoints/safetensors.ts';

/** A model in a file, whatever its format: what it says of its layers, and its weights when they are asked for. */
export interface ModelSource {
  readonly format: 'keras' | 'h5' | 'tfjs';
  /** `{class_name, config}`, as parsed. */
  readonly model: unknown;
  /** Bytes of the weights in the file: what they become must have some relation to it. */
  readonly weightBytes: number;
  /** One tensor for each weight, in the order of the slots. Throws FILE_FORMAT with its place for one that doesn't fit. */
  readonly weights: (layers: readonly LayerSlots[]) => ReadonlyMap<string, StoredTensor>;
  readonly close: () => void;
}
