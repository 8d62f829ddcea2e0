/**
 * Step: tfjs-node's native addon, compiled from the sources in its npm package against the pinned TensorFlow.
 * It is linked against libtensorflow_cc (which exports the C interface too) and finds it by its own relative path.
 */
import { existsSync, mkdirSync, readdirSync, readlinkSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { hashText, readJson, writeJson } from './files.mjs';
import { node24, projectRoot, stateFolder, tfjsFolder } from './paths.mjs';
import { TENSORFLOW_WHEELS } from './pins.mjs';
import { findCommand, lastLines, run } from './run.mjs';
import { describeRuntime, readRuntime, runtimeEnvironment, writeRuntime } from './runtime.mjs';
import { SetupError, TRY_AGAIN } from './setup-error.mjs';
import { hasPinnedTensorFlow } from './variant.mjs';
import { wheelFolder } from './wheels.mjs';

const ADDON = join(tfjsFolder, 'lib', 'napi-v8', 'tfjs_binding.node');
const INCLUDE = join(tfjsFolder, 'deps', 'include');
const LIBRARIES = join(tfjsFolder, 'deps', 'lib');
const STAMP = join(stateFolder, 'addon.json');
const PROBE = join(projectRoot, 'tools', 'setup', 'probe-tensorflow.cjs');

const FLAGS = ['-std=c++17', '-O2', '-fPIC', '-shared', '-w', '-DNAPI_VERSION=8'];
/** `-s`: the symbol table would name places on this machine, and nobody reads it. */
const LINK = ['-s', '-l:libtensorflow_cc.so.2', '-l:libtensorflow_framework.so.2', '-Wl,-rpath,$ORIGIN/../../deps/lib'];

export const addon = {
  name: 'TensorFlow addon',
  needed({ variant, cache }) {
    if (!existsSync(ADDON)) return 'not compiled yet';
    if (!hasPinnedTensorFlow()) return null;
    if (readJson(STAMP)?.key !== buildKey(variant, cache)) return 'TensorFlow or the addon changed';
    if (linkTarget(LIBRARIES) !== join(wheelFolder(cache, TENSORFLOW_WHEELS[variant]), 'tensorflow'))
      return 'the cache moved';
    return JSON.stringify(readRuntime()) === JSON.stringify(describeRuntime(variant, cache))
      ? null
      : 'the runtime changed';
  },
  async run(context) {
    if (!hasPinnedTensorFlow()) return runOwnInstaller(context);
    const { variant, cache } = context;
    const wheel = join(wheelFolder(cache, TENSORFLOW_WHEELS[variant]), 'tensorflow');
    link(join(wheel, 'include'), INCLUDE);
    link(wheel, LIBRARIES);
    await compile();
    const runtime = describeRuntime(variant, cache);
    await probe(runtime);
    writeRuntime(runtime);
    writeJson(STAMP, { key: buildKey(variant, cache) });
  },
};

const packageVersion = (name) => readJson(join(projectRoot, 'node_modules', name, 'package.json'))?.version;

const buildKey = (variant, cache) =>
  hashText(
    JSON.stringify([
      TENSORFLOW_WHEELS[variant].sha256,
      cache,
      packageVersion('@tensorflow/tfjs-node-gpu'),
      packageVersion('node-api-headers'),
      FLAGS,
      LINK,
    ]),
  );

function linkTarget(path) {
  try {
    return readlinkSync(path);
  } catch {
    return null;
  }
}

function link(target, path) {
  if (linkTarget(path) === target) return;
  rmSync(path, { recursive: true, force: true });
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path);
}

async function compile() {
  const compiler = findCommand([process.env.CXX, 'g++', 'clang++', 'c++'].filter(Boolean));
  if (!compiler) {
    throw new SetupError(
      'No C++ compiler was found.',
      'The bridge between Node and TensorFlow is compiled on this machine; it takes about 20 seconds.',
      'Install one (Debian and Ubuntu: apt install g++; Fedora: dnf install gcc-c++), then run the same command again.',
    );
  }
  const sources = join(tfjsFolder, 'binding');
  const output = `${ADDON}.partial`;
  mkdirSync(dirname(ADDON), { recursive: true });
  const headers = [INCLUDE, join(projectRoot, 'node_modules', 'node-api-headers', 'include')];
  const files = readdirSync(sources).filter((name) => name.endsWith('.cc'));
  const result = await run(
    compiler,
    [
      ...FLAGS,
      // From here: what its messages name as their place is then the same on every machine.
      '-I.',
      ...headers.map((folder) => `-I${relative(sources, folder)}`),
      ...files,
      '-o',
      output,
      `-L${LIBRARIES}`,
      ...LINK,
    ],
    { cwd: sources },
  );
  if (result.status !== 0) {
    throw new SetupError(
      'The TensorFlow addon could not be compiled.',
      lastLines(result.output, 12),
      'It needs a compiler for C++17 (GCC 9 or Clang 10, or newer). Please report the lines above if yours is.',
    );
  }
  renameSync(output, ADDON);
}

/** Multiplies two matrices in a Node 24 of its own: a library that loads here loads in a trainer. */
async function probe(runtime) {
  const { status, output } = await run(node24, [PROBE], { env: runtimeEnvironment({ ...runtime }) });
  if (status === 0) return;
  throw new SetupError(
    'TensorFlow was installed, but it does not compute on this machine.',
    lastLines(output, 10),
    `The CPU build needs glibc 2.27 and a processor with AVX; the CUDA build an NVIDIA driver for CUDA 12 (--cpu goes without). Change that, ${TRY_AGAIN}`,
  );
}

/** Systems without a pinned wheel: an older TensorFlow (2.9 or below), unmeasured here; `doctor` says so. */
async function runOwnInstaller({ variant, progress }) {
  progress.say('      This system has no pinned TensorFlow: the package’s own, older one is used.');
  const kind = variant === 'cuda' && process.platform === 'win32' ? 'gpu' : 'cpu';
  const { status, output } = await run(process.execPath, [join('scripts', 'install.js'), kind, 'download'], {
    cwd: tfjsFolder,
  });
  if (status !== 0 || !existsSync(ADDON)) {
    throw new SetupError('TensorFlow could not be installed.', lastLines(output), `Check the connection, ${TRY_AGAIN}`);
  }
  const runtime = {
    variant: kind === 'gpu' ? 'cuda' : 'cpu',
    tensorflow: null,
    pinned: false,
    libraryPath: [],
    cudaDataFolder: null,
  };
  await probe(runtime);
  writeRuntime(runtime);
}
