import { implement } from '@orpc/server';
import { modelFilesContract } from '#shared/contract/model-files.ts';
import { readModelFile } from './read-model-file.ts';
import { writeKeras } from './write-keras.ts';

/** What a process for model files answers; see the contract. */
export function modelFilesRouter() {
  const contract = implement(modelFilesContract);
  return contract.router({
    read: contract.read.handler(({ input }) => readModelFile(input)),
    writeKeras: contract.writeKeras.handler(({ input }) => writeKeras(input)),
  });
}
