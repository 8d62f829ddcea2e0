import { join } from 'node:path';
import type { EngineProgram } from '#main/transport/start-engine.ts';

/** The shell runs as out/main/index.cjs. */
const root = join(__dirname, '..', '..');

export const bundleFolder = join(root, 'out', 'renderer');
export const preloadFile = join(root, 'out', 'preload', 'index.cjs');

/** Electron's Node is another one: the engine runs on the Node 24 that set-up put there. */
export const engineProgram: EngineProgram = {
  node: join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node'),
  entry: join(root, 'src-main', 'engine', 'entry.ts'),
};
