import type { PackedData } from '#shared/contract/trainer.ts';
import type { Graph } from '#shared/graph/types.ts';
import { inputParams } from '#shared/layers/roles.ts';
import type { Trainer } from '../../transport/trainer-process.ts';
import { packForGraph } from '../evaluate/pack-for-graph.ts';
import { readPackedRows, spread } from '../evaluate/packed-rows.ts';
import { withRole } from '../evaluate/picture-input.ts';
import type { ExportJob } from './export-job.ts';

const SAMPLES = 64;
/** A model from a file may have any input, and a large one in 64 copies is more than a machine should be asked for. */
const MOST_VALUES = 2 ** 24;

export type InputTensor = Parameters<Trainer['client']['predict']>[0]['inputs'][number];

export interface ProbeSamples {
  readonly samples: number;
  readonly inputs: InputTensor[];
  /** Of the data; none where there is no data. */
  readonly targets: PackedData['targets'];
}

/** What an export is asked about: real samples of the data, or numbers for a model that came without any. */
export async function probeSamples({ context, named: { run } }: ExportJob): Promise<ProbeSamples> {
  if (run.datasetVersionId === null) return numbersFor(run.graph);
  const data = await packForGraph(context, run.datasetVersionId, run.graph);
  const candidates = [data.splits.test, data.splits.validation, data.splits.train].find((rows) => rows.length > 0);
  const rows = spread(candidates ?? [], SAMPLES);
  const inputs = await Promise.all(
    data.inputs.map(async (column): Promise<InputTensor> => {
      const bytes = new Blob([await readPackedRows(column, rows)]);
      return { name: column.node, shape: [rows.length, ...column.shape], dtype: column.dtype, data: bytes };
    }),
  );
  return { samples: rows.length, inputs, targets: data.targets };
}

function numbersFor(graph: Graph): ProbeSamples {
  const shapes = withRole(graph, 'input').map((node) => ({ name: node.id, shape: inputParams(node).shape }));
  const sizes = shapes.map(({ shape }) => shape.reduce((product, length) => product * length, 1));
  const samples = Math.max(1, Math.min(SAMPLES, Math.floor(MOST_VALUES / Math.max(...sizes))));
  const inputs = shapes.map(({ name, shape }, index): InputTensor => {
    // A fixed sequence that fills 0 to 255 evenly, without repeating itself from sample to sample.
    const values = Uint8Array.from({ length: samples * (sizes[index] ?? 0) }, (_, i) => (i * 2_654_435_761) >>> 24);
    return { name, shape: [samples, ...shape], dtype: 'uint8', data: new Blob([values]) };
  });
  return { samples, inputs, targets: [] };
}
