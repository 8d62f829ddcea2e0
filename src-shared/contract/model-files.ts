import { oc } from '@orpc/contract';
import { z } from 'zod';
import { graphSchema } from '../graph/types.ts';
import { trainedModel } from './trainer.ts';

export const modelFileFormat = z.enum(['keras', 'h5', 'tfjs']);
export type ModelFileFormat = z.infer<typeof modelFileFormat>;

/** What a file asks for and the catalogue's layer doesn't do. */
export const lostOption = z.object({
  node: z.string(),
  option: z.string(),
  expected: z.string(),
  found: z.string(),
});
export type LostOption = z.infer<typeof lostOption>;

export const readModelFile = z.object({
  format: modelFileFormat,
  /** The model's name in the file; null where it has none. */
  name: z.string().nullable(),
  graph: graphSchema,
  lost: z.array(lostOption),
  /** Bytes of the checkpoint that was written; null where none was, because the graph can't compute as it is. */
  checkpointBytes: z.number().nullable(),
});
export type ReadModelFile = z.infer<typeof readModelFile>;

/**
 * What a process for model files answers. It is started for one file, with bounds of memory and time: a file is somebody
 * else's, and the libraries that read it were not written for hostile ones.
 */
export const modelFilesContract = {
  /** `checkpoint`: the folder that the weights are written to as a checkpoint; null to look at the graph alone. */
  read: oc
    .input(z.object({ path: z.string(), checkpoint: z.string().nullable(), scratch: z.string() }))
    .output(readModelFile),
  /** Writes a `.keras` file into an empty folder. */
  writeKeras: oc
    .input(z.object({ model: trainedModel, folder: z.string(), name: z.string(), generator: z.string() }))
    .output(z.object({ files: z.array(z.string()) })),
};
export type ModelFilesContract = typeof modelFilesContract;
