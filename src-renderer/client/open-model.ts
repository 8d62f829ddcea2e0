import type { OpenedModel } from '#shared/contract/requests/projects.ts';
import { type DroppedModel, uploadFiles } from './dropped.ts';
import type { Engine } from './engine.ts';

/** Has the engine open a model; what only the browser can read is sent to it first. */
export async function openDroppedModel(engine: Engine, model: DroppedModel, signal: AbortSignal): Promise<OpenedModel> {
  if (model.kind === 'model') {
    return engine.projects.openModel({ source: { kind: 'disk', path: model.path } }, { signal });
  }
  const upload = await uploadFiles(engine, model.files, signal, () => {});
  return engine.projects.openModel({ source: { kind: 'upload', upload, item: model.item } }, { signal });
}
