/**
 * The CUDA 12 libraries that TensorFlow's GPU build loads: the packages of its wheel's `and-cuda` extra, pinned.
 * `range` is what the wheel's METADATA asks for, kept beside the pin so that a test can compare the two.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { wheelFolder } from './wheels.mjs';

const wheel = (part, range, version, platform, bytes, sha256) => ({
  name: `nvidia-${part}-cu12`,
  part,
  range,
  version,
  bytes,
  sha256,
  tags: { python: '3.11', platform },
  keep: [`nvidia/${part.replace('-', '_')}/`],
  unpackedFactor: 3,
});

const OLD = 'manylinux2014_x86_64';
const OLDER = 'manylinux2010_x86_64';
const NEW = 'manylinux_2_27_x86_64';

// biome-ignore format: a table is read by its columns
export const NVIDIA_WHEELS = [
  wheel('cublas', '>=12.5.3.2,<13.0', '12.9.3.13', NEW, 581217458, 'd7d51055f161b317c7105ddaae90e71eda059026074ffef93cf7cde2886bfe72'),
  wheel('cuda-cupti', '>=12.5.82,<13.0', '12.8.90', OLD, 10248621, 'ea0cb07ebda26bb9b29ba82cda34849e73c166c18162d3913575b0c9db9a6182'),
  wheel('cuda-nvcc', '>=12.5.82,<13.0', '12.9.86', OLDER, 40546229, '5d6a0d32fdc7ea39917c20065614ae93add6f577d840233237ff08e9a38f58f0'),
  wheel('cuda-nvrtc', '>=12.5.82,<13.0', '12.9.86', OLDER, 89568129, '210cf05005a447e29214e9ce50851e83fc5f4358df8b453155d5e1918094dcb4'),
  wheel('cuda-runtime', '>=12.5.82,<13.0', '12.9.79', OLD, 3493179, '25bba2dfb01d48a9b59ca474a1ac43c6ebf7011f1b0b8cc44f54eb6ac48a96c3'),
  wheel('cudnn', '>=9.3.0.75,<10.0', '9.28.0.42', NEW, 716538495, '9ff58b7f36dacd0a93e89f8f2957b52466889217963701daa15e577317cfa375'),
  wheel('cufft', '>=11.2.3.61,<12.0', '11.4.1.4', OLD, 200877592, 'c67884f2a7d276b4b80eb56a79322a95df592ae5e765cf1243693365ccab4e28'),
  wheel('curand', '>=10.3.6.82,<11.0', '10.3.10.19', NEW, 68295626, '49b274db4780d421bd2ccd362e1415c13887c53c214f0d4b761752b8f9f6aa1e'),
  wheel('cusolver', '>=11.6.3.83,<12.0', '11.7.5.82', NEW, 338117415, '15da72d1340d29b5b3cf3fd100e3cd53421dde36002eda6ed93811af63c40d88'),
  wheel('cusparse', '>=12.5.1.3,<13.0', '12.5.10.65', OLD, 366465088, '73060ce019ac064a057267c585bf1fd5a353734151f87472ff02b2c5c9984e78'),
  wheel('nccl', '>=2.27.7,<3.0', '2.32.3', NEW, 351526311, 'bb94b2348e4861d5e8aa00b36c3d12d9bdf9c6369b82cbb723de0b582280a21c'),
  wheel('nvjitlink', '>=12.5.82,<13.0', '12.9.86', OLDER, 39748338, 'e3f1171dbdc83c5932a45f0f4c99180a70de9bd2718c1ab77d14104f6d7147f9'),
];

/** Where the loader finds them, in the order of the table. Compilers (nvcc) have no `lib` folder and are left out. */
export function nvidiaLibraryPath(cache, exists = existsSync) {
  return NVIDIA_WHEELS.map((entry) => join(wheelFolder(cache, entry), entry.keep[0], 'lib')).filter((folder) =>
    exists(folder),
  );
}

/** XLA finds ptxas and libdevice here. */
export function cudaDataFolder(cache) {
  const nvcc = NVIDIA_WHEELS.find((entry) => entry.part === 'cuda-nvcc');
  return join(wheelFolder(cache, nvcc), nvcc.keep[0]);
}
