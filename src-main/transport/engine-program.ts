import { join } from 'node:path';
import type { EngineProgram } from './start-engine.ts';

/** The engine as started by a process that itself runs on Node 24. */
export const engineProgram: EngineProgram = {
  node: process.execPath,
  entry: join(import.meta.dirname, '..', 'engine', 'entry.ts'),
};
