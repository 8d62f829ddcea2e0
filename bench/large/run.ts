/**
 * `npm run bench:large`: makes a folder of pictures, many runs and a deep network, and measures the real engine and the
 * real window on them. `-- --pictures 2000 --runs 1000 --points 1000000 --layers 300` chooses other sizes, `--folder` and
 * `--home` keep what was made, `--only import,requests,window` leaves parts out. Ends with 1 where a bound is missed.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { makePictures } from './make-pictures.ts';
import { makeProjects } from './make-project.ts';
import { measureGraph } from './measure-graph.ts';
import { measureImport } from './measure-import.ts';
import { measureRequests } from './measure-requests.ts';
import { measureTraining } from './measure-training.ts';
import { measureWindow } from './measure-window.ts';
import { Report } from './report.ts';

const { values } = parseArgs({
  options: {
    pictures: { type: 'string', default: '50000' },
    runs: { type: 'string', default: '1000' },
    points: { type: 'string', default: '1000000' },
    layers: { type: 'string', default: '300' },
    folder: { type: 'string' },
    home: { type: 'string' },
    only: { type: 'string', default: 'graph,import,requests,window,training' },
  },
});
const parts = new Set(values.only.split(','));
const temporary = mkdtempSync(join(tmpdir(), 'strata-large-'));
const folder = values.folder ?? join(temporary, 'pictures');
const home = values.home ?? join(temporary, 'home');
const [pictures, runs, points, layers] = [values.pictures, values.runs, values.points, values.layers].map(Number) as [
  number,
  number,
  number,
  number,
];

const report = new Report();
report.note(
  'cores, load of the machine',
  `${availableParallelism()}, ${loadavg()
    .map((one) => one.toFixed(1))
    .join(' ')}`,
);
try {
  await makePictures(folder, pictures);
  if (parts.has('graph')) measureGraph(report, layers);
  if (parts.has('import')) await measureImport(report, home, folder, pictures);
  if (parts.has('requests') || parts.has('window')) await makeProjects(home, { runs, points, layers });
  if (parts.has('requests')) await measureRequests(report, home);
  if (parts.has('window')) await measureWindow(report, home);
  if (parts.has('training')) await measureTraining(report, home);
} finally {
  rmSync(temporary, { recursive: true, force: true });
}
console.log(report.failed === 0 ? '\nEvery bound is kept.' : `\n${report.failed} bounds are missed.`);
process.exitCode = report.failed === 0 ? 0 : 1;
