/**
 * `npm run bench`: milliseconds of a training step, side by side with others. All programs stay warm and take turns, so
 * that what else the machine does meets them alike; minimum and median of `--repeats` are printed. `-- --models mlp,cnn`
 * and `--peers strata,keras` choose; `--python PATH` has what peers/requirements.txt names, and PyTorch where it is there.
 */
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type BenchModel, modelNamed, models } from './models.ts';
import { Peer, type PeerCommand } from './peer.ts';

const { values } = parseArgs({
  options: {
    models: { type: 'string', default: models.map(({ name }) => name).join() },
    peers: { type: 'string', default: 'strata,strata-eager,tfjs,keras,keras-jit,torch,torch-compile' },
    repeats: { type: 'string', default: '5' },
    python: { type: 'string', default: process.env.STRATA_BENCH_PYTHON ?? 'python3' },
  },
});
const here = join(import.meta.dirname, 'peers');

function commandFor(peer: string, { name, batch, steps }: BenchModel): PeerCommand {
  const node = (file: string, ...given: string[]) => ({
    name: peer,
    command: process.execPath,
    arguments: [join(here, file), name, ...given],
  });
  const python = (file: string, ...given: string[]) => ({
    name: peer,
    command: values.python,
    arguments: [join(here, file), name, String(batch), String(steps), ...given],
  });
  switch (peer) {
    case 'strata':
      return node('strata.ts', 'graph');
    case 'strata-eager':
      return node('strata.ts', 'eager');
    case 'tfjs':
      return node('tfjs.ts');
    case 'keras':
      return python('keras_peer.py');
    case 'keras-jit':
      return python('keras_peer.py', 'jit');
    case 'torch':
      return python('torch_peer.py');
    case 'torch-compile':
      return python('torch_peer.py', 'compile');
    default:
      throw new Error(`No peer ${peer}.`);
  }
}

const median = (numbers: readonly number[]): number => {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
};

console.log(
  `${availableParallelism()} cores, load ${loadavg()
    .map((one) => one.toFixed(1))
    .join(' ')}`,
);
console.log('| model (batch) | program | ms a step, least | median | of Keras fit |\n| --- | --- | --- | --- | --- |');
for (const model of values.models.split(',').map(modelNamed)) {
  const peers: Peer[] = [];
  try {
    for (const name of values.peers.split(',')) {
      const peer = await Peer.start(commandFor(name, model));
      if (peer) peers.push(peer);
    }
    const taken = new Map(peers.map((peer) => [peer, [] as number[]]));
    for (let repeat = 0; repeat < Number(values.repeats); repeat++) {
      for (const [peer, numbers] of taken) numbers.push(await peer.measure());
    }
    const least = (peer: Peer | undefined): number => Math.min(...((peer && taken.get(peer)) ?? [Number.NaN]));
    const keras = least(peers.find(({ name }) => name === 'keras'));
    for (const [peer, numbers] of taken) {
      const share = Number.isNaN(keras) ? '–' : (least(peer) / keras).toFixed(2);
      const told = peer.note === '' ? peer.name : `${peer.name} (${peer.note})`;
      const cells = [`${model.name} (${model.batch})`, told, least(peer).toFixed(2), median(numbers).toFixed(2), share];
      console.log(`| ${cells.join(' | ')} |`);
    }
  } finally {
    for (const peer of peers) peer.end();
  }
}
