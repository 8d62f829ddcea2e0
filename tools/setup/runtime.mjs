/**
 * node_modules/.strata/runtime.json tells the engine what its trainers run on:
 * `{ "variant": "cpu"|"cuda", "tensorflow": "2.21.0", "pinned": true, "libraryPath": ["…"], "cudaDataFolder": "…"|null }`.
 * A trainer of the CUDA variant is forked with `libraryPath` in front of LD_LIBRARY_PATH: TensorFlow opens cuBLAS, cuDNN
 * and their kin by name while it runs, and the loader reads that variable only when a process starts.
 */
import { dirname, join } from 'node:path';
import { readJson, writeJson } from './files.mjs';
import { cudaDataFolder, nvidiaLibraryPath } from './nvidia.mjs';
import { runtimeFile } from './paths.mjs';
import { TENSORFLOW_VERSION, TENSORFLOW_WHEELS } from './pins.mjs';
import { wheelFolder } from './wheels.mjs';

export function describeRuntime(variant, cache) {
  const tensorflow = dirname(join(wheelFolder(cache, TENSORFLOW_WHEELS[variant]), TENSORFLOW_WHEELS[variant].keep[0]));
  const cuda = variant === 'cuda';
  return {
    variant,
    tensorflow: TENSORFLOW_VERSION,
    pinned: true,
    libraryPath: cuda ? [tensorflow, ...nvidiaLibraryPath(cache)] : [],
    cudaDataFolder: cuda ? cudaDataFolder(cache) : null,
  };
}

/** The environment a process needs to load this runtime. */
export const runtimeEnvironment = (runtime, env = process.env) =>
  runtime.libraryPath.length === 0
    ? env
    : { ...env, LD_LIBRARY_PATH: [...runtime.libraryPath, env.LD_LIBRARY_PATH].filter(Boolean).join(':') };

export const readRuntime = () => readJson(runtimeFile);
export const writeRuntime = (runtime) => writeJson(runtimeFile, runtime);
