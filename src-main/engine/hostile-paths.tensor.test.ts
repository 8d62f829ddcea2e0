import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { readLock } from '#main/transport/engine-lock.ts';
import { contract } from '#shared/contract/contract.ts';
import { isDiskPath } from '#shared/contract/disk-path.ts';
import { recordAttack } from '../../tools/vitest/attacks.ts';
import { hostileNpy } from './testing/hostile/npy-files.ts';
import { isProper, RawClient } from './testing/hostile/raw-client.ts';
import { fieldsOf, requestsOf } from './testing/hostile/requests-of.ts';
import { type RunningEngine, runEngineWithData } from './testing/hostile/running-engine.ts';

let engine: RunningEngine;
let client: RawClient;
beforeAll(async () => {
  engine = await runEngineWithData({ trained: true });
  client = new RawClient(await engine.attach(), 3000);
});
afterAll(() => engine.close());

const SECRET = 'a word that must stay where it is';
/** Inputs by the field that takes a path. A field without one fails the first test. */
const cases: Record<string, (path: string) => unknown> = {
  'system.browse path': (path) => ({ path }),
  'datasets.import source.path': (path) => ({ source: { kind: 'folder', path }, name: 'x' }),
  'datasets.compareFolder path': (path) => ({ dataset: engine.known.dataset, path }),
  'datasets.relocate path': (path) => ({ dataset: engine.known.dataset, path }),
  'projects.importFile path': (path) => ({ path }),
  'projects.openModel source.path': (path) => ({ source: { kind: 'disk', path } }),
  'projects.exportFile path': (path) => ({ project: engine.known.project, path }),
  'graphs.check path': (path) => ({ path }),
  'results.predictFiles paths[]': (path) => ({ run: engine.known.run, paths: [path] }),
  'results.predictTensors inputs[]': (path) => ({
    run: engine.known.run,
    inputs: [path],
    out: join(engine.folder, 'o.npy'),
  }),
  'results.predictTensors out': (out) => ({ run: engine.known.run, inputs: [join(engine.folder, 'in.npy')], out }),
  'results.export out': (out) => ({ run: engine.known.run, format: 'tfjs', out }),
};

test('every field that takes a path is known here, and of the one type', () => {
  const fields = requestsOf(contract).flatMap(({ name, input }) =>
    (input ? fieldsOf(input) : []).map((field) => ({ ...field, name: `${name} ${field.path}` })),
  );
  const paths = fields.filter(({ schema }) => isDiskPath(schema)).map(({ name }) => name);
  expect(paths.toSorted()).toEqual(Object.keys(cases).toSorted());
  // Relative to its upload, and tried in handlers/datasets.test.ts.
  const known = new Set(['datasets.uploadFile path']);
  const looksLikePath = ({ key, schema }: { key: string; schema: z.core.$ZodType }) =>
    /path|file|folder|directory|^out$|^inputs$/i.test(key) && (schema as z.core.$ZodTypes)._zod.def.type === 'string';
  const untyped = fields.filter((field) => looksLikePath(field) && !isDiskPath(field.schema) && !known.has(field.name));
  expect(untyped.map(({ name }) => name)).toEqual([]);
});

/** Things of a person that lie about, and links to them, under every name that a request might take. */
function treasures(): { paths: string[]; digest: () => string } {
  const folder = join(engine.folder, 'treasures');
  mkdirSync(folder);
  const files = [
    '.bashrc',
    'secret.txt',
    'secret.strata',
    'secret.npy',
    'secret.png',
    'secret.keras',
    'secret.h5',
    'secret.json',
  ].map((name) => join(folder, name));
  for (const file of files) writeFileSync(file, SECRET);
  const links = ['link.strata', 'link.npy', 'link.png', 'link.keras', 'link.h5', 'link.json'].map((name) =>
    join(folder, name),
  );
  for (const link of links) symlinkSync(files[1] as string, link);
  symlinkSync(folder, join(engine.folder, 'linked'));
  const pipes = ['npy', 'strata', 'png', 'keras', 'h5', 'json'].map((ending) => join(folder, `pipe.${ending}`));
  execFileSync('mkfifo', pipes);
  return {
    paths: [...files, ...links, ...pipes, folder, join(engine.folder, 'linked')],
    digest: () =>
      createHash('sha256')
        .update(Buffer.concat(files.map((file) => readFileSync(file))))
        .digest('hex'),
  };
}

test('no path makes a request give a file away, change one that is not its own, or wait', { timeout: 300_000 }, async ({
  task,
}) => {
  const { paths, digest } = treasures();
  let before = digest();
  const strange = [
    ...['', '.', '..', 'x.npy', '../../etc/passwd', '~/.ssh/id_rsa', 'file:///etc/passwd', '\\\\host\\share\\x.npy'],
    ...['/etc/passwd', '/etc/shadow', '/proc/self/environ', '/proc/self/mem', '/dev/zero', '/dev/stdin', '/dev/tty'],
    ...[
      '/proc/self/cwd/package.json',
      '/a\u0000.npy',
      '/\ud800.npy',
      `/${'a'.repeat(300)}.npy`,
      `/${'a/'.repeat(3000)}x.npy`,
    ],
    join(engine.home, 'engine.lock'),
    join(engine.home, 'strata.sqlite'),
    `${engine.folder}/more/../treasures/secret.npy`,
  ];
  let tried = 0;
  let refused = 0;
  for (const [field, inputOf] of Object.entries(cases)) {
    const request = field.split(' ')[0] as string;
    for (const path of [...strange, ...paths]) {
      const answer = await client.ask(request, JSON.stringify(inputOf(path)));
      // It would be taken from the folder that the engine happens to run in.
      if (path !== '' && !isAbsolute(path)) expect([field, path, answer]).toEqual([field, path, 'not parsed']);
      expect([field, path.slice(0, 60), answer, isProper(answer)]).toEqual([field, path.slice(0, 60), answer, true]);
      expect([field, path, client.lastText.includes(SECRET)]).toEqual([field, path, false]);
      // A listing is meant to show folders, and a project of one's own may be written over by one's own wish.
      if (answer !== 'ok') refused++;
      tried++;
    }
    // A project may be written over another file of its kind: the person chose it.
    if (field.includes('exportFile')) before = digest();
    expect([field, digest()]).toEqual([field, before]);
  }
  expect(existsSync(join(engine.home, 'strata.sqlite'))).toBe(true);
  await engine.client.projects.list();
  recordAttack({ task }, 'paths through every request that takes one', tried, refused, tried - refused);
});

test('hostile .npy files are refused by name', async ({ task }) => {
  const files = Object.entries(hostileNpy());
  for (const [what, bytes] of files) {
    const file = join(engine.folder, 'hostile.npy');
    writeFileSync(file, bytes);
    const answer = await client.ask(
      'results.predictTensors',
      JSON.stringify({ run: engine.known.run, inputs: [file], out: join(engine.folder, 'o.npy') }),
    );
    expect([what, answer]).toEqual([what, expect.stringMatching(/^(FILE_FORMAT|BAD_INPUT)$/)]);
  }
  expect(existsSync(join(engine.folder, 'o.npy'))).toBe(false);
  expect(engine.unexpected()).toEqual([]);
  recordAttack({ task }, 'hostile .npy files', files.length);
});

test.skipIf(process.platform === 'win32')('token, socket and data folder are this user’s alone', async ({ task }) => {
  const lock = await readLock(engine.home);
  if (!lock || lock === 'unreadable') throw new Error('no lock');
  const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);
  expect([modeOf(engine.home), modeOf(dirname(lock.address)), modeOf(join(engine.home, 'engine.lock'))]).toEqual([
    '700',
    '700',
    '600',
  ]);
  recordAttack({ task }, 'reading of token, socket and data by other users', 3);
});
