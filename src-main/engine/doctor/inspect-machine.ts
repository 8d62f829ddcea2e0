import { availableParallelism, cpus, totalmem } from 'node:os';
import { packaged } from '#main/transport/this-installation.ts';
import type { DoctorReport } from '#shared/contract/requests/system.ts';
import { freeBytes, isWritable } from './disk.ts';
import { findGpus } from './gpus.ts';
import { electronVersion, installedTensorFlow, strataVersion } from './installed.ts';
import { findProblems } from './problems.ts';

/** Versions, hardware and problems of this machine, read from files and the card's driver; nothing is computed. */
export async function inspectMachine({ dataFolder }: { dataFolder: string }): Promise<DoctorReport> {
  const [strata, electron, tensorflow, gpus, diskFreeBytes, dataFolderWritable] = await Promise.all([
    strataVersion(),
    electronVersion(),
    installedTensorFlow(),
    findGpus(),
    freeBytes(dataFolder),
    isWritable(dataFolder),
  ]);
  const node = process.versions.node;
  const memoryBytes = totalmem();
  const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
  return {
    strata,
    node,
    electron,
    tensorflow: tensorflow?.tensorflow ?? null,
    device: tensorflow?.variant === 'cuda' && gpus.length > 0 ? 'cuda' : 'cpu',
    gpus: gpus.map(({ name, memoryBytes }) => ({ name, memoryBytes })),
    cpu: { model: cpus()[0]?.model.trim() ?? 'unknown', threads: availableParallelism() },
    memoryBytes,
    diskFreeBytes,
    dataFolder,
    problems: findProblems({
      node,
      electron,
      hasDisplay,
      tensorflow,
      gpus,
      memoryBytes,
      diskFreeBytes,
      dataFolder,
      dataFolderWritable,
      isPackaged: packaged !== null,
    }),
  };
}
