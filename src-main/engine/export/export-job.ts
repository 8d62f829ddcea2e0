import type { Certificate, ExportFormat } from '#shared/contract/requests/results.ts';
import type { EngineContext } from '../context.ts';
import type { NamedRun } from '../db/runs.ts';
import type { ChosenModel } from '../evaluate/choose-model.ts';

export interface ExportJob {
  readonly context: EngineContext;
  readonly named: NamedRun;
  readonly chosen: ChosenModel;
  /** Empty, and in the end the export's own. */
  readonly folder: string;
}

export interface WrittenFormat {
  /** Paths in the folder. */
  readonly files: readonly string[];
  readonly certificate: Certificate;
}

/** Writes all files of one format, but the certificate. */
export type FormatWriter = (job: ExportJob) => Promise<WrittenFormat>;
export type FormatWriters = { readonly [Format in ExportFormat]?: FormatWriter };
