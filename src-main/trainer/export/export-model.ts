import { readdir } from 'node:fs/promises';
import type { z } from 'zod';
import type { ExportFormat } from '#shared/contract/requests/results.ts';
import type { TrainedModel } from '#shared/contract/trainer.ts';
import { AppError } from '#shared/util/app-error.ts';
import { loadModel } from '../evaluate/loaded-model.ts';
import { buildStockModel } from './stock-model.ts';
import { type TfjsFiles, writeGraphModel, writeLayersModel } from './tfjs-files.ts';

export interface ExportRequest {
  readonly model: TrainedModel;
  readonly format: ExportFormat;
  readonly folder: string;
  readonly meta: Readonly<Record<string, z.core.util.JSONType>>;
}

export interface ExportResult {
  readonly files: string[];
  readonly kind: TfjsFiles['kind'];
}

/** Writes a trained model for TF.js: as layers where TF.js has them all, as a graph of operations otherwise. */
export async function exportModel({ model, format, folder, meta }: ExportRequest): Promise<ExportResult> {
  if (format !== 'tfjs') throw new AppError('NOT_SUPPORTED', `Export to ${format} isn't there yet; tfjs is.`);
  const found = await readdir(folder);
  if (found.length > 0) {
    throw new AppError('ALREADY_EXISTS', `The folder ${folder} isn't empty: it has ${found[0]}.`, { folder });
  }
  const loaded = await loadModel(model);
  try {
    const stock = buildStockModel(model.graph, loaded.model);
    const written: TfjsFiles = stock
      ? await writeLayersModel(stock, folder, meta)
      : await writeGraphModel(loaded.model, folder, meta);
    stock?.dispose();
    return { files: [...written.files], kind: written.kind };
  } finally {
    loaded.dispose();
  }
}
