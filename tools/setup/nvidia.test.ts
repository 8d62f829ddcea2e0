import { expect, it } from 'vitest';
import { cudaDataFolder, NVIDIA_WHEELS, nvidiaLibraryPath } from './nvidia.mjs';
import { describeRuntime, runtimeEnvironment } from './runtime.mjs';
import { wheelsOf } from './variant.mjs';

/** Requires-Dist of tensorflow 2.21.0 for the extra `and-cuda`, copied from the wheel's METADATA. */
const AND_CUDA = `
nvidia-cublas-cu12<13.0,>=12.5.3.2
nvidia-cuda-cupti-cu12<13.0,>=12.5.82
nvidia-cuda-nvcc-cu12<13.0,>=12.5.82
nvidia-cuda-nvrtc-cu12<13.0,>=12.5.82
nvidia-cuda-runtime-cu12<13.0,>=12.5.82
nvidia-cudnn-cu12<10.0,>=9.3.0.75
nvidia-cufft-cu12<12.0,>=11.2.3.61
nvidia-curand-cu12<11.0,>=10.3.6.82
nvidia-cusolver-cu12<12.0,>=11.6.3.83
nvidia-cusparse-cu12<13.0,>=12.5.1.3
nvidia-nccl-cu12<3.0,>=2.27.7
nvidia-nvjitlink-cu12<13.0,>=12.5.82`;

function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number)) as [number[], number[]];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

it('pins every package that the CUDA build of TensorFlow asks for, within its range', () => {
  const asked = [...AND_CUDA.matchAll(/^(\S+?)<([\d.]+),>=([\d.]+)$/gm)];
  expect(asked).toHaveLength(12);
  expect(NVIDIA_WHEELS.map((wheel) => wheel.name)).toEqual(asked.map((match) => match[1]));
  for (const [index, [, name, below, least]] of asked.entries()) {
    const version = NVIDIA_WHEELS[index]?.version ?? '';
    expect(compareVersions(version, least ?? ''), `${name} ${version} is at least ${least}`).toBeGreaterThanOrEqual(0);
    expect(compareVersions(version, below ?? ''), `${name} ${version} is below ${below}`).toBeLessThan(0);
  }
});

it('pins every wheel by its whole SHA-256', () => {
  const wheels = [...wheelsOf('cuda'), ...wheelsOf('cpu')];
  for (const wheel of wheels) expect(wheel.sha256, wheel.name).toMatch(/^[0-9a-f]{64}$/);
  expect(new Set(wheels.map((wheel) => wheel.sha256)).size).toBe(wheels.length);
});

it('puts every library folder in front of the loader’s path, and leaves the CPU build alone', () => {
  const folders = nvidiaLibraryPath('/cache', () => true);
  expect(folders).toContain('/cache/wheels/nvidia-cudnn-cu12-9.28.0.42-9ff58b7f36da/nvidia/cudnn/lib');
  expect(cudaDataFolder('/cache')).toBe('/cache/wheels/nvidia-cuda-nvcc-cu12-12.9.86-5d6a0d32fdc7/nvidia/cuda_nvcc/');

  const cuda = runtimeEnvironment(
    { ...describeRuntime('cuda', '/cache'), libraryPath: folders },
    { LD_LIBRARY_PATH: '/mine' },
  );
  expect(cuda.LD_LIBRARY_PATH).toBe([...folders, '/mine'].join(':'));
  expect(runtimeEnvironment(describeRuntime('cpu', '/cache'), { HOME: '/h' })).toEqual({ HOME: '/h' });
});
