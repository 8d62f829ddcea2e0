import { eventIterator, oc } from '@orpc/contract';
import { z } from 'zod';
import { selfTestReport, selfTestRequest } from '../../training/self-test.ts';
import { diskPath } from '../disk-path.ts';

export const doctorReport = z.object({
  strata: z.string(),
  node: z.string(),
  electron: z.string().nullable(),
  tensorflow: z.string().nullable(),
  device: z.enum(['cpu', 'cuda']),
  gpus: z.array(z.object({ name: z.string(), memoryBytes: z.number() })),
  cpu: z.object({ model: z.string(), threads: z.number() }),
  memoryBytes: z.number(),
  diskFreeBytes: z.number().nullable(),
  dataFolder: z.string(),
  problems: z.array(z.object({ code: z.string(), message: z.string(), remedy: z.string() })),
});
export type DoctorReport = z.infer<typeof doctorReport>;

/** What the status bar shows, sent every few seconds. */
export const machineStatus = z.object({
  device: z.enum(['cpu', 'cuda']),
  threads: z.number(),
  memoryUsedBytes: z.number(),
  memoryBytes: z.number(),
  diskFreeBytes: z.number().nullable(),
});
export type MachineStatus = z.infer<typeof machineStatus>;

/** What changed in the data folder, so that every window refreshes what it shows. */
export const changeEvent = z.object({
  kind: z.enum(['project', 'dataset', 'run', 'trash']),
  id: z.string(),
  project: z.string().nullable(),
});
export type ChangeEvent = z.infer<typeof changeEvent>;

const directoryEntry = z.object({ name: z.string(), path: z.string(), isFolder: z.boolean() });

export const systemContract = {
  doctor: oc.output(doctorReport),
  /** Trains small networks on the device at hand, recorded and operation by operation: seconds, in a process of its own. */
  selfTest: oc.input(selfTestRequest).output(selfTestReport),
  status: oc.output(eventIterator(machineStatus)),
  changes: oc.output(eventIterator(changeEvent)),
  /** The browser mode has no native dialog: it picks folders and files from this listing. Null path: the home folder. */
  browse: oc.input(z.object({ path: diskPath.nullable() })).output(
    z.object({
      path: z.string(),
      parent: z.string().nullable(),
      entries: z.array(directoryEntry),
      truncated: z.boolean(),
    }),
  ),
};
