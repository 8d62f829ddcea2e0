import type { TrainedModel } from '#shared/contract/trainer.ts';
import { checkpointVersion } from '../checkpoints/checkpoint.ts';
import { type LoadedModel, loadModel } from './loaded-model.ts';

/** Keeps the model of the last call: a next call with the same graph and checkpoint finds it ready. */
export class ModelCache {
  #key: string | null = null;
  #loaded: LoadedModel | null = null;

  /** The model loaded last, if there is one. */
  get current(): LoadedModel | null {
    return this.#loaded;
  }

  async load(model: TrainedModel): Promise<LoadedModel> {
    // A run that goes on training replaces the files behind the same path.
    const key = JSON.stringify([model.checkpoint, await checkpointVersion(model.checkpoint), model.graph]);
    if (this.#loaded && this.#key === key) return this.#loaded;
    const loaded = await loadModel(model);
    this.#loaded?.dispose();
    this.#loaded = loaded;
    this.#key = key;
    return loaded;
  }
}
