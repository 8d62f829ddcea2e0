/** Where the parts of Strata lie. Bundled into the shell too (Node 12). */
import { join } from 'node:path';

/** A checkout and what `npm run dist` makes have the same layout, so that what tests run is what people run. */
export interface Installation {
  /** Node 24: Electron's own Node is never the one that engine, trainers and command line run on. */
  readonly node: string;
  readonly engine: string;
  readonly trainer: string;
  /** Reads and writes model files of other programs. */
  readonly modelFiles: string;
  /** The window's bundle. */
  readonly window: string;
  readonly preload: string;
  /** Bundled samples, icons. */
  readonly resources: string;
  readonly manifest: string;
  /** Whose work is inside. */
  readonly notices: string;
  /** Which TensorFlow was built, and the folders its libraries need to be found in. */
  readonly runtime: string;
  readonly tfjs: string;
  /** The version of the official Electron that set-up installed. */
  readonly electronVersion: string;
  /** What `npm run dist` says about its work; a checkout has none. */
  readonly packaged: string;
}

export function installationAt(root: string, platform: NodeJS.Platform = process.platform): Installation {
  const modules = join(root, 'node_modules');
  return {
    node: join(modules, 'node', 'bin', platform === 'win32' ? 'node.exe' : 'node'),
    engine: join(root, 'src-main', 'engine', 'entry.ts'),
    trainer: join(root, 'src-main', 'trainer', 'entry.ts'),
    modelFiles: join(root, 'src-main', 'trainer', 'model-files', 'entry.ts'),
    window: join(root, 'out', 'renderer'),
    preload: join(root, 'out', 'preload', 'index.cjs'),
    resources: join(root, 'resources'),
    manifest: join(root, 'package.json'),
    notices: join(root, 'THIRD_PARTY_NOTICES.md'),
    runtime: join(modules, '.strata', 'runtime.json'),
    tfjs: join(modules, '@tensorflow', 'tfjs-node-gpu'),
    electronVersion: join(modules, 'electron', 'dist', 'version'),
    packaged: join(root, 'packaged.json'),
  };
}
