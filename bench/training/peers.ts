import { join } from 'node:path';
import type { PeerCommand } from './peer-process.ts';

export interface Pythons {
  readonly keras: string;
  readonly torch: string;
}

/** A way to train. `rival`: what the goals of the engine are measured against. */
export interface Peer {
  readonly name: string;
  readonly title: string;
  readonly rival: boolean;
  /** Only where it is asked for. */
  readonly extra?: true;
  readonly command: (pythons: Pythons) => PeerCommand;
}

const here = join(import.meta.dirname, 'peers');

const node =
  (file: string, ...given: string[]) =>
  (): PeerCommand => ({
    command: process.execPath,
    arguments: [join(here, file), ...given],
  });
const python =
  (which: keyof Pythons, file: string, ...given: string[]) =>
  (pythons: Pythons): PeerCommand => ({
    command: pythons[which],
    arguments: ['-u', join(here, file), ...given],
  });

export const peers: readonly Peer[] = [
  { name: 'strata', title: 'Strata', rival: false, command: node('strata.ts', 'graph') },
  { name: 'strata-xla', title: 'Strata, XLA', rival: false, extra: true, command: node('strata.ts', 'xla') },
  { name: 'strata-eager', title: 'Strata, eager', rival: false, command: node('strata.ts', 'eager') },
  { name: 'tfjs', title: 'TF.js `fit`', rival: false, command: node('tfjs.ts') },
  { name: 'keras', title: 'Keras `fit`', rival: true, command: python('keras', 'keras_peer.py') },
  { name: 'keras-jit', title: 'Keras `jit_compile`', rival: true, command: python('keras', 'keras_peer.py', 'jit') },
  { name: 'torch', title: 'PyTorch', rival: true, command: python('torch', 'torch_peer.py') },
  {
    name: 'torch-compile',
    title: '`torch.compile`',
    rival: true,
    command: python('torch', 'torch_peer.py', 'compile'),
  },
];

export function peerNamed(name: string): Peer {
  const found = peers.find((peer) => peer.name === name);
  if (!found) throw new Error(`No peer ${name}; there are: ${peers.map((peer) => peer.name).join(', ')}.`);
  return found;
}
