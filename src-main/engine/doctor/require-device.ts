import { AppError } from '#shared/util/app-error.ts';
import { type TensorFlowRuntime, tensorFlowRuntime } from '../../transport/trainer-process.ts';
import { findGpus, type Gpu } from './gpus.ts';

/** Refuses a card that this machine hasn't, before anything is begun for it. */
export async function requireDevice(device: string): Promise<void> {
  if (!device.startsWith('gpu')) return;
  const [runtime, gpus] = await Promise.all([tensorFlowRuntime(), findGpus()]);
  refuseMissing(device, runtime?.variant ?? null, gpus);
}

/** @throws AppError with what to do instead. */
export function refuseMissing(
  device: string,
  variant: TensorFlowRuntime['variant'] | null,
  gpus: readonly Pick<Gpu, 'name'>[],
): void {
  const number = Number(device.slice('gpu:'.length));
  const found = gpus.map(({ name }, index) => `gpu:${index} (${name})`);
  const details = { expected: device, found };
  if (gpus[number] === undefined) {
    const there = found.length === 0 ? 'no NVIDIA card answers here (nvidia-smi)' : `here are ${found.join(', ')}`;
    throw new AppError('BAD_INPUT', `There is no card ${device}: ${there}. Choose another device, or cpu.`, details);
  }
  if (variant !== 'cuda') {
    const message = `${found[number]} can't be used: the CPU build of TensorFlow is installed. Run npm start -- --cuda, or choose cpu.`;
    throw new AppError('SETUP_INCOMPLETE', message, details);
  }
}
