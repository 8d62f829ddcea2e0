import type { EngineProgram } from './start-engine.ts';
import { installation } from './this-installation.ts';

/** The engine as started by a process that itself runs on Node 24. */
export const engineProgram: EngineProgram = { node: process.execPath, entry: installation.engine };
