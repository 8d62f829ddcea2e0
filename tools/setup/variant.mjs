/** Which TensorFlow this machine gets: the CPU build, the CUDA build, or (elsewhere) the package's own installer. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { readJson, writeJson } from './files.mjs';
import { NVIDIA_WHEELS } from './nvidia.mjs';
import { cacheFolder, runtimeFile } from './paths.mjs';
import { TENSORFLOW_WHEELS } from './pins.mjs';

/** With the cache rather than the project: it is a choice about this machine, and outlives `npm ci`. */
const choiceFile = join(cacheFolder(), 'device.json');

/** The pinned wheels hold libraries for Linux on x64 with glibc; other systems use the npm package's own installer. */
export const hasPinnedTensorFlow = (platform = process.platform, arch = process.arch) =>
  platform === 'linux' && arch === 'x64';

/**
 * A flag wins and is remembered (`--cpu` once means CPU until `--cuda`); then what is installed, so that a second start
 * asks nothing; then whether an NVIDIA card answers.
 */
export function chooseVariant(
  flag,
  { remembered = readJson(choiceFile), installed = readJson(runtimeFile), hasCard = hasNvidiaCard } = {},
) {
  if (flag) return flag;
  if (remembered?.device) return remembered.device;
  if (installed?.variant) return installed.variant;
  return hasCard() ? 'cuda' : 'cpu';
}

export function rememberVariant(flag) {
  if (flag && readJson(choiceFile)?.device !== flag) writeJson(choiceFile, { device: flag });
}

/** The wheels a variant is made of. */
export const wheelsOf = (variant) => [TENSORFLOW_WHEELS[variant], ...(variant === 'cuda' ? NVIDIA_WHEELS : [])];

function hasNvidiaCard() {
  const { status, stdout } = spawnSync('nvidia-smi', ['-L'], { encoding: 'utf8', timeout: 10_000 });
  return status === 0 && /^GPU \d+:/m.test(stdout);
}
