import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { doctorReport } from '#shared/contract/requests/system.ts';
import { parseGpus } from './gpus.ts';
import { inspectMachine } from './inspect-machine.ts';
import { findProblems, type MachineFacts } from './problems.ts';

const H100 = { name: 'NVIDIA H100 80GB HBM3', memoryBytes: 81559 * 2 ** 20, driver: '550.54.15', capability: 9 };

const healthy: MachineFacts = {
  node: '24.21.0',
  electron: '45.4.1',
  hasDisplay: true,
  tensorflow: { variant: 'cuda', tensorflow: '2.21.0', pinned: true, libraryPath: [], missing: [] },
  gpus: [H100],
  memoryBytes: 32e9,
  diskFreeBytes: 100e9,
  dataFolder: '/data',
  dataFolderWritable: true,
  isPackaged: false,
};

const codes = (changes: Partial<MachineFacts>): string[] =>
  findProblems({ ...healthy, ...changes }).map(({ code }) => code);

describe('the rules of doctor', () => {
  it('find nothing on a healthy machine', () => {
    expect(codes({})).toEqual([]);
  });

  it.each<[string, Partial<MachineFacts>]>([
    ['NODE_OUTDATED', { node: '20.20.2' }],
    ['TENSORFLOW_MISSING', { tensorflow: null }],
    [
      'TENSORFLOW_INCOMPLETE',
      { tensorflow: { ...healthy.tensorflow, missing: ['/cache/libtensorflow_cc.so.2'] } as never },
    ],
    ['TENSORFLOW_OLDER', { tensorflow: { ...healthy.tensorflow, tensorflow: null, pinned: false } as never }],
    ['CUDA_UNUSED', { tensorflow: { ...healthy.tensorflow, variant: 'cpu' } as never }],
    ['CUDA_NO_CARD', { gpus: [] }],
    ['CUDA_DRIVER_OLD', { gpus: [{ ...H100, driver: '470.82.01' }] }],
    ['CUDA_CARD_OLD', { gpus: [{ ...H100, capability: 5.2 }] }],
    ['ELECTRON_MISSING', { electron: null }],
    ['DATA_FOLDER_READ_ONLY', { dataFolderWritable: false }],
    ['DISK_LOW', { diskFreeBytes: 1e9 }],
    ['MEMORY_LOW', { memoryBytes: 2e9 }],
  ])('%s', (code, changes) => {
    const found = findProblems({ ...healthy, ...changes });
    expect(found.map((problem) => problem.code)).toEqual([code]);
    expect(found[0]?.remedy).not.toBe('');
  });

  it('do not ask for a window where none can open', () => {
    expect(codes({ electron: null, hasDisplay: false })).toEqual([]);
  });
});

it('never sends a person without the source to npm start alone', () => {
  const packaged = (changes: Partial<MachineFacts>) => findProblems({ ...healthy, isPackaged: true, ...changes });
  const cpu = { ...healthy.tensorflow, variant: 'cpu' } as never;
  const incomplete = { ...healthy.tensorflow, missing: ['libtensorflow_cc.so.2'] } as never;
  expect(packaged({ tensorflow: null })[0]?.remedy).toContain('Install Strata again');
  expect(packaged({ tensorflow: incomplete })[0]?.remedy).toContain('Install Strata again');
  expect(packaged({ tensorflow: cpu })[0]?.remedy).toContain('from its source');
});

it('reads what nvidia-smi prints, a field unknown to an old driver included', () => {
  const text = 'NVIDIA H100 80GB HBM3, 81559, 550.54.15, 9.0\nTesla K80, [N/A], 470.82.01, [N/A]\n\n';
  expect(parseGpus(text)).toEqual([H100, { name: 'Tesla K80', memoryBytes: 0, driver: '470.82.01', capability: 0 }]);
});

it('reports this machine in the words of the contract', async () => {
  const dataFolder = join(tmpdir(), 'strata-doctor', 'not', 'there', 'yet');
  const report = doctorReport.parse(await inspectMachine({ dataFolder }));
  expect(report.node).toBe(process.versions.node);
  expect(report.dataFolder).toBe(dataFolder);
  expect(report.cpu.threads).toBeGreaterThan(0);
  expect(report.diskFreeBytes).toBeGreaterThan(0);
  expect(report.tensorflow).toBe('2.21.0');
});
