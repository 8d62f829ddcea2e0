/** What `npm run dist` made, on a machine that has neither the source nor Node, npm, Python or a compiler. */

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base, expect } from './fixtures/app.ts';
import { type Installed, install } from './fixtures/installed.ts';
import { EvaluatePage } from './pages/evaluate.ts';
import { HomePage } from './pages/home.ts';
import { ProjectPage } from './pages/project.ts';
import { TrainPage } from './pages/train.ts';

let installed: Installed;
const test = base.extend<{ home: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures that are asked for here
  desktop: async ({}, use) => use(installed.desktop),
  // biome-ignore lint/correctness/noEmptyPattern: as above
  home: async ({}, use) => {
    const home = mkdtempSync(path.join(tmpdir(), 'strata-installed-home-'));
    await use(home);
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  },
});

test.beforeAll(() => {
  installed = install();
});
test.afterAll(() => installed?.remove());

const app = (...parts: string[]): string => path.join(installed.folder, 'resources/app', ...parts);
const lastLine = (text: string): Record<string, unknown> => JSON.parse(text.trim().split('\n').at(-1) ?? '');

test('the machine that it runs on here is bare', () => {
  const [source = ''] = installed.buildFolders;
  expect(installed.run('/bin/ls', ['-A', source])).toMatchObject({ status: 0, stdout: '' });
  for (const tool of ['/usr/bin/node', '/usr/bin/g++', '/usr/bin/python3'].filter((file) => existsSync(file)))
    expect(installed.run(tool, ['--version']).status, tool).not.toBe(0);
  expect(installed.run('/usr/bin/env', []).stdout).toMatch(/^PATH=$/m);
});

test('the window trains a sample, and has the run again after a restart', async ({ app }) => {
  const home = new HomePage(app);
  const train = new TrainPage(app);
  const project = new ProjectPage(app);
  await home.trainSample('Textures');
  await train.becomes('Running', 60_000);
  await expect(train.figure('Validation accuracy')).toContainText('interval', { timeout: 120_000 });
  await train.press('Stop');
  await train.becomes('Stopped', 30_000);

  await app.restart();
  await home.openProject('Textures');
  await project.go('Train');
  await train.becomes('Stopped', 20_000);
  await project.go('Evaluate');
  const counts = await new EvaluatePage(app).counts();
  expect(counts.flat().reduce((sum, count) => sum + count, 0)).toBe(45);
});

test('strata from the command line: doctor, a folder of pictures, a training, a prediction, an export', ({ home }) => {
  const pictures = app('resources/samples/texture-tiles');
  const strata = (...args: string[]): Record<string, unknown> => {
    const { status, stdout, stderr } = installed.strata([...args, '--json'], home);
    expect(status, `strata ${args.join(' ')}: ${stdout}${stderr}`).toBe(0);
    return lastLine(stdout);
  };
  expect(strata('doctor')).toMatchObject({ tensorflow: '2.21.0', problems: [] });
  expect(strata('dataset', 'import', pictures, '--name', 'tiles')).toMatchObject({ samples: 300, problems: [] });
  strata('project', 'new', 'tiles-cnn', '--template', 'cnn', '--dataset', 'tiles');
  const trained = strata('train', 'tiles-cnn', '--epochs', '1');
  expect(trained).toMatchObject({ event: 'completed' });
  const run = String(trained.run);
  const brick = path.join(pictures, 'brick', readdirSync(path.join(pictures, 'brick'))[0] ?? '');
  expect(strata('predict', run, brick)).toMatchObject({ outputs: {} });
  expect(strata('export', run, '--format', 'tfjs', '--out', path.join(home, 'model'))).toMatchObject({
    certificate: { verified: true },
  });
});

test('every module of the main side loads: no package lacks a file', () => {
  const script = `
    const { globSync } = require('node:fs');
    const files = globSync('src-*/**/*.ts', { cwd: process.argv[1] }).filter((file) => !/\\bentry\\.ts$/.test(file));
    const load = async () => { for (const file of files) await import(process.argv[1] + '/' + file); };
    load().then(() => { console.log(files.length); process.exit(0); });`;
  const { status, stdout, stderr } = installed.run(app('node_modules/node/bin/node'), ['-e', script, app()]);
  expect(status, stderr).toBe(0);
  expect(Number(stdout)).toBeGreaterThan(300);
});

// The kernel counts what a process sends towards an address that no route leads to, and without a network none does.
test('nothing asks for the network, neither at the start nor while it imports and trains', ({ home }) => {
  const script = `
    counts() { while IFS= read -r line; do case $line in "Ip: "[0-9]*|Ip6OutNoRoutes*) echo "$1 $line";; esac; done \\
      < "$2"; }
    both() { counts "$1" /proc/net/snmp; counts "$1" /proc/net/snmp6; }
    both before
    "$1/strata-desktop" --no-sandbox > "$2/window.log" 2>&1 &
    window=$!
    "$1/strata" dataset import "$1/resources/app/resources/samples/texture-tiles" --name tiles --json || exit 1
    "$1/strata" project new cnn --template cnn --dataset tiles --json || exit 1
    "$1/strata" train cnn --epochs 1 --json || exit 1
    both after
    kill $window
    wait $window
    "$1/resources/app/node_modules/node/bin/node" -e "require('net').connect(80, '192.0.2.1').on('error', () => {})"
    both control`;
  const { status, stdout, stderr } = installed.run('/bin/sh', ['-c', script, 'sh', installed.folder, home], {
    home,
    offline: true,
  });
  expect(status, `${stdout}${stderr}`).toBe(0);
  const counted = (when: string): string[] =>
    stdout.split('\n').flatMap((line) => (line.startsWith(`${when} `) ? [line.slice(when.length + 1)] : []));
  expect(counted('before')).toHaveLength(2);
  expect(counted('after')).toEqual(counted('before'));
  expect(counted('control')).not.toEqual(counted('before'));
  // Written when a window that was open is closed: it was there all the time.
  expect(existsSync(path.join(home, 'window/window.json'))).toBe(true);
});

test('no file names a folder of the machine that it was made on', () => {
  const patterns = installed.buildFolders.flatMap((folder) => ['-e', folder]);
  const { status, stdout } = spawnSync('grep', ['-rlaF', ...patterns, installed.fileSystem], { encoding: 'utf8' });
  expect(stdout).toBe('');
  // 1 is "nothing found"; 2 would be "could not look".
  expect(status).toBe(1);
});

test('only what runs is in it: no development packages, no binaries of other systems, no tests', () => {
  const files = readdirSync(app(), { recursive: true, encoding: 'utf8' });
  const lock = JSON.parse(readFileSync(path.resolve(import.meta.dirname, '../package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean; devOptional?: boolean }>;
  };
  const packages = files
    .filter((file) => /^node_modules\/.*package\.json$/.test(file))
    .map((file) => path.dirname(file));
  expect(packages.filter((name) => lock.packages[name]?.dev)).toEqual([]);
  expect(packages.filter((name) => name in lock.packages).length).toBeGreaterThan(50);
  expect(files.filter((file) => /\.(node|so|dll|dylib)$/.test(file) && /darwin|win32|arm64|musl/.test(file))).toEqual(
    [],
  );
  expect(files.filter((file) => /\.test\.tsx?$|\.map$|\.d\.ts$|\/testing\/|\.asar$/.test(file))).toEqual([]);
});

test('the licence of everything is in it', () => {
  const text = (...parts: string[]): string => readFileSync(app(...parts), 'utf8');
  expect(text('licences/tensorflow.txt')).toContain('Apache License');
  expect(text('licences/tensorflow-third-party.txt')).toContain('eigen');
  expect(text('licences/node.txt')).toContain('Copyright Node.js contributors');
  expect(text('LICENSE')).toContain('MIT License');
  expect(statSync(path.join(installed.folder, 'LICENSES.chromium.html')).size).toBeGreaterThan(1e6);
  expect(statSync(path.join(installed.folder, 'LICENSE.electron.txt')).size).toBeGreaterThan(500);
  const npm = text('licences/npm-packages.txt');
  const names = readdirSync(app('node_modules'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .flatMap(({ name }) =>
      name.startsWith('@') ? readdirSync(app('node_modules', name)).map((inner) => `${name}/${inner}`) : [name],
    );
  expect([...names, 'react', '@xyflow/react', 'echarts'].filter((name) => !npm.includes(`\n${name} `))).toEqual([]);
});

test('the package runs nothing while it is installed, and puts strata on the path', () => {
  const info = spawnSync('dpkg-deb', ['--info', installed.deb], { encoding: 'utf8' }).stdout;
  expect(info).toMatch(/^ Depends: .*libgtk-3-0/m);
  expect(info).not.toMatch(/\b(preinst|postinst|prerm|postrm)\b/);
  const listing = spawnSync('dpkg-deb', ['--contents', installed.deb], { encoding: 'utf8' }).stdout;
  expect(listing).toMatch(/ \.\/usr\/bin\/strata -> \.\.\/\.\.\/opt\/Strata\/strata$/m);
  expect(listing).toMatch(/^-rwsr-xr-x root\/root .* \.\/opt\/Strata\/chrome-sandbox$/m);
  expect([...listing.matchAll(/^\S+ (?!root\/root)/gm)]).toEqual([]);
  const entry = readFileSync(path.join(installed.fileSystem, 'usr/share/applications/strata.desktop'), 'utf8');
  const program = /^Exec=(.*)$/m.exec(entry)?.[1] ?? '';
  expect(existsSync(path.join(installed.fileSystem, program))).toBe(true);
});
