/** Step: the window's bundles (renderer, preload, shell) by electron-vite. The engine and the trainer need no build. */
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { filesBelow, hashText, readJson, writeJson } from './files.mjs';
import { node24, projectRoot } from './paths.mjs';
import { run } from './run.mjs';
import { SetupError } from './setup-error.mjs';

const SOURCES = [
  'src-renderer',
  'src-preload',
  'src-shared',
  'src-main/shell',
  'src-main/transport',
  'resources/icons',
];
const CONFIG = ['electron.vite.config.ts', 'package-lock.json'];
/** Inside the output, so that deleting it asks for a new build. */
const STAMP = join(projectRoot, 'out', 'build.json');

const isSource = (file) => !/\.test\.tsx?$/.test(file);

function sourceHash() {
  const files = [...SOURCES, ...CONFIG].flatMap((path) => filesBelow(join(projectRoot, path), isSource));
  return hashText(files.map((file) => `${relative(projectRoot, file)} ${hashText(readFileSync(file))}`).join('\n'));
}

export const build = {
  name: 'window',
  needed() {
    const built = readJson(STAMP);
    if (!built || !existsSync(join(projectRoot, 'out', 'renderer', 'index.html'))) return 'not built yet';
    return built.sources === sourceHash() ? null : 'its sources changed';
  },
  async run() {
    const sources = sourceHash();
    const cli = join(projectRoot, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
    const { status, output } = await run(node24, [cli, 'build'], { cwd: projectRoot });
    if (status !== 0) {
      throw new SetupError(
        'The window could not be built.',
        reasonOf(output),
        'Correct the source named above; then run the same command again.',
      );
    }
    writeJson(STAMP, { sources });
  },
};

const REASON_LINES = 12;

/** From the line that announces the error; what follows the first lines is a stack. */
function reasonOf(output) {
  const start = Math.max(0, output.search(/error during build|^Error|✗/m));
  return output.slice(start).split('\n').slice(0, REASON_LINES).join('\n');
}
