import type { DoctorReport } from '#shared/contract/requests/system.ts';
import type { Gpu } from './gpus.ts';
import type { InstalledTensorFlow } from './installed.ts';

export type DoctorProblem = DoctorReport['problems'][number];

/** What the rules below look at. */
export interface MachineFacts {
  readonly node: string;
  readonly electron: string | null;
  readonly hasDisplay: boolean;
  readonly tensorflow: InstalledTensorFlow | null;
  readonly gpus: readonly Gpu[];
  readonly memoryBytes: number;
  readonly diskFreeBytes: number | null;
  readonly dataFolder: string;
  readonly dataFolderWritable: boolean;
  /** Made by `npm run dist`: there is no npm to advise. */
  readonly isPackaged: boolean;
}

const NODE_MAJOR = 24;
const LOW_DISK_BYTES = 5e9;
const LOW_MEMORY_BYTES = 4e9;
/** CUDA 12 asks for this driver on Linux (NVIDIA's CUDA compatibility table). */
const CUDA_12_DRIVER = 525;
/** TensorFlow 2.21's CUDA build has kernels from compute capability 6.0 (Pascal) on. */
const OLDEST_CAPABILITY = 6;

const INSTALL_AGAIN = 'Install Strata again; your data stay where they are.';

type Rule = (facts: MachineFacts) => DoctorProblem | null;

const RULES: readonly Rule[] = [
  ({ node }) =>
    Number(node.split('.')[0]) < NODE_MAJOR
      ? problem(
          'NODE_OUTDATED',
          `Node ${NODE_MAJOR} is expected; this is ${node}.`,
          'Start Strata with npm start or npm run strata: they use the Node that set-up installed.',
        )
      : null,
  ({ tensorflow, isPackaged }) =>
    tensorflow === null
      ? problem(
          'TENSORFLOW_MISSING',
          'TensorFlow is not set up: nothing can be trained.',
          isPackaged ? INSTALL_AGAIN : 'Run npm start once.',
        )
      : null,
  ({ tensorflow, isPackaged }) =>
    tensorflow && tensorflow.missing.length > 0
      ? problem(
          'TENSORFLOW_INCOMPLETE',
          `Parts of TensorFlow are gone: ${tensorflow.missing.join(', ')}.`,
          isPackaged ? INSTALL_AGAIN : 'Run npm start: it restores what is missing.',
        )
      : null,
  ({ tensorflow }) =>
    tensorflow && !tensorflow.pinned
      ? problem(
          'TENSORFLOW_OLDER',
          'This system uses the older TensorFlow of the tfjs package; Strata is measured with another one, on Linux x64.',
          'Expect it to work, but slower. Results were not compared on this system.',
        )
      : null,
  ({ tensorflow, gpus, isPackaged }) =>
    tensorflow?.variant === 'cpu' && gpus.length > 0
      ? problem(
          'CUDA_UNUSED',
          `${gpus[0]?.name} is not used: the CPU build of TensorFlow is installed.`,
          isPackaged
            ? 'The packaged Strata computes on the processor. To train on the card, run Strata from its source: npm start -- --cuda.'
            : 'Run npm start -- --cuda to install the CUDA build.',
        )
      : null,
  ({ tensorflow, gpus }) =>
    tensorflow?.variant === 'cuda' && gpus.length === 0
      ? problem(
          'CUDA_NO_CARD',
          'The CUDA build of TensorFlow is installed, but no NVIDIA card answers (nvidia-smi).',
          'Install NVIDIA’s driver, or run npm start -- --cpu.',
        )
      : null,
  ({ tensorflow, gpus }) => {
    const old =
      tensorflow?.variant === 'cuda' ? gpus.find((gpu) => Number.parseFloat(gpu.driver) < CUDA_12_DRIVER) : undefined;
    return old
      ? problem(
          'CUDA_DRIVER_OLD',
          `${old.name}: CUDA 12 needs driver ${CUDA_12_DRIVER} or newer; found ${old.driver}.`,
          'Update NVIDIA’s driver, or run npm start -- --cpu.',
        )
      : null;
  },
  ({ tensorflow, gpus }) => {
    const old =
      tensorflow?.variant === 'cuda'
        ? gpus.find((gpu) => gpu.capability > 0 && gpu.capability < OLDEST_CAPABILITY)
        : undefined;
    return old
      ? problem(
          'CUDA_CARD_OLD',
          `${old.name} has compute capability ${old.capability.toFixed(1)}; TensorFlow needs ${OLDEST_CAPABILITY.toFixed(1)} or more.`,
          'Run npm start -- --cpu.',
        )
      : null;
  },
  ({ electron, hasDisplay }) =>
    electron === null && hasDisplay
      ? problem(
          'ELECTRON_MISSING',
          'Electron is not installed: Strata opens in the browser.',
          'For a window of its own, run npm start -- --retry-electron where its release site can be reached.',
        )
      : null,
  ({ dataFolder, dataFolderWritable }) =>
    dataFolderWritable
      ? null
      : problem(
          'DATA_FOLDER_READ_ONLY',
          `Nothing can be written to ${dataFolder}.`,
          'Change its permissions, or choose another folder with --home or STRATA_HOME.',
        ),
  ({ diskFreeBytes }) =>
    diskFreeBytes !== null && diskFreeBytes < LOW_DISK_BYTES
      ? problem(
          'DISK_LOW',
          `Only ${gigabytes(diskFreeBytes)} are free for the data folder; decoded pictures and checkpoints need room.`,
          'Free some space, or move the data folder with --home or STRATA_HOME.',
        )
      : null,
  ({ memoryBytes }) =>
    memoryBytes < LOW_MEMORY_BYTES
      ? problem(
          'MEMORY_LOW',
          `This machine has ${gigabytes(memoryBytes)} of memory.`,
          'Choose small pictures and batches.',
        )
      : null,
];

/** What is wrong with this machine, and what to do about each. */
export function findProblems(facts: MachineFacts): DoctorProblem[] {
  return RULES.flatMap((rule) => rule(facts) ?? []);
}

function problem(code: string, message: string, remedy: string): DoctorProblem {
  return { code, message, remedy };
}

const gigabytes = (bytes: number): string => `${(bytes / 1e9).toFixed(1)} GB`;
