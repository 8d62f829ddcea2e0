import { availableParallelism } from 'node:os';
import { AppError } from '#shared/util/app-error.ts';
import { backend } from './kernels.ts';

/** What TensorFlow computes on in this process. */
export const usedDevice = (): 'cpu' | 'gpu' => (backend().isUsingGpuDevice ? 'gpu' : 'cpu');

/** How many operations TensorFlow computes at a time on the processor: what it read when it was loaded. */
export const usedThreads = (): number => Number(process.env.TF_NUM_INTEROP_THREADS) || availableParallelism();

/** TensorFlow goes on with the processor where it can't use a card, and says nothing: hours later a person wonders. */
export function requireAskedDevice(device: string): void {
  if (!device.startsWith('gpu') || usedDevice() === 'gpu') return;
  throw new AppError(
    'SETUP_INCOMPLETE',
    `This run was to be computed on ${device}, which TensorFlow can't use. \`strata doctor --gpu\` tells more; or choose cpu.`,
    { expected: device, found: 'cpu' },
  );
}
