/**
 * `npm run bench`: milliseconds of a training step, side by side with others. All programs stay warm and take turns, so
 * that what else the machine does meets them alike; see `--help`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeData } from './data.ts';
import { loadNow, thisMachine } from './machine.ts';
import { type MeasureOptions, measure, Peers, type Row } from './measure.ts';
import { modelNamed, models } from './models.ts';
import { peerNamed, peers } from './peers.ts';
import { markdown, markdownTable, type Report } from './report.ts';
import { withTable } from './write-readme.ts';

const HELP = `npm run bench -- [options]
  --models ${models.map(({ name }) => name).join()}
  --peers ${peers.map(({ name }) => name).join()}
  --batches small,large       of each network's two sizes of batch; or numbers, such as 32,64
  --python PATH               has Keras and PyTorch (peers/requirements.txt); or one for each:
  --keras-python PATH --torch-python PATH
  --threads N                 of every program alike
  --repeats 5 --turn 0.4      turns, and the seconds of each
  --patience 240              seconds until a network must be ready, compiled and all
  --json FILE --markdown FILE where the results go besides the screen
  --write-readme              puts the table into README.md
  --from FILE                 measures nothing: takes the results of --json`;

const usual = peers.filter(({ extra }) => !extra).map(({ name }) => name);

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', default: false },
    models: { type: 'string', default: models.map(({ name }) => name).join() },
    peers: { type: 'string', default: usual.join() },
    batches: { type: 'string', default: 'small,large' },
    python: { type: 'string', default: process.env.STRATA_BENCH_PYTHON ?? 'python3' },
    'keras-python': { type: 'string' },
    'torch-python': { type: 'string' },
    threads: { type: 'string', default: String(availableParallelism()) },
    repeats: { type: 'string', default: '5' },
    turn: { type: 'string', default: '0.4' },
    patience: { type: 'string', default: '240' },
    json: { type: 'string' },
    markdown: { type: 'string' },
    'write-readme': { type: 'boolean', default: false },
    from: { type: 'string' },
  },
});

const options: MeasureOptions = {
  pythons: { keras: values['keras-python'] ?? values.python, torch: values['torch-python'] ?? values.python },
  threads: Number(values.threads),
  repeats: Number(values.repeats),
  turnSeconds: Number(values.turn),
  loadSeconds: Number(values.patience),
};

function batchesOf([small, large]: readonly [number, number]): number[] {
  const named: Readonly<Record<string, number>> = { small, large };
  return values.batches.split(',').map((word) => named[word] ?? Number(word));
}

async function measureAll(): Promise<Report> {
  const chosen = values.peers.split(',').map(peerNamed);
  const began = performance.now();
  const start = loadNow();
  const folder = mkdtempSync(join(tmpdir(), 'strata-bench-'));
  const running = new Peers(options);
  const rows: Row[] = [];
  try {
    for (const model of values.models.split(',').map(modelNamed)) {
      const data = await writeData(folder, model);
      for (const batch of batchesOf(model.batches)) {
        const row = await measure(running, chosen, { model, batch, data }, options);
        rows.push(row);
        console.log(`${markdownTable({ peers: chosen, rows: [row] })}\n`);
      }
    }
  } finally {
    running.end();
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    at: new Date().toISOString(),
    machine: thisMachine(),
    threads: options.threads,
    load: { start, end: loadNow() },
    minutes: Math.round((performance.now() - began) / 60_000),
    repeats: options.repeats,
    peers: chosen.map(({ name, title, rival }) => ({ name, title, rival })),
    versions: Object.fromEntries(running.versions),
    rows,
  };
}

if (values.help) {
  console.log(HELP);
} else {
  const report = values.from ? (JSON.parse(await readFile(values.from, 'utf8')) as Report) : await measureAll();
  const text = markdown(report);
  console.log(text);
  if (values.json) await writeFile(values.json, `${JSON.stringify(report, null, 2)}\n`);
  if (values.markdown) await writeFile(values.markdown, `${text}\n`);
  if (values['write-readme']) {
    const readme = join(import.meta.dirname, '../../README.md');
    await writeFile(readme, withTable(await readFile(readme, 'utf8'), text));
  }
}
