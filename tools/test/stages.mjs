/** The stages of `npm test`, in order: cheap ones first. Each is `{ name, run(context) }` and gives its counts. */
import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { launchEnvironment } from '../launch.mjs';
import { readJson } from '../setup/files.mjs';
import { node24, projectRoot, testChromiumFile } from '../setup/paths.mjs';
import { cannotRun, oneCheck, playwrightCounts, vitestCounts } from './counts.mjs';
import { startDisplay } from './display.mjs';

const modules = join(projectRoot, 'node_modules');
const reports = join(projectRoot, 'test-results');

const lint = {
  name: 'lint',
  run: async () => oneCheck(await onNode24([join(modules, '@biomejs', 'biome', 'bin', 'biome'), 'ci', '.'])),
};

const types = {
  name: 'types',
  run: async () => oneCheck(await onNode24([join(projectRoot, 'tools', 'types.mjs')])),
};

/** Of one project of vitest; with `filters`, the files whose path holds one of them. */
const vitest = (name, filters = []) => ({
  name,
  async run() {
    const report = join(reports, `${name}.json`);
    rmSync(report, { force: true });
    const cli = join(modules, 'vitest', 'vitest.mjs');
    const status = await onNode24([
      cli,
      'run',
      ...filters,
      '--project',
      name,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ]);
    return vitestCounts(report, status);
  },
});

const e2e = (filters = []) => ({
  name: 'e2e',
  needsTestSetUp: true,
  run: () => playwright('e2e', ['browser', 'electron'], filters),
});

/** Strata is packed once, and started from there. */
const dist = {
  name: 'dist',
  needsTestSetUp: true,
  async run() {
    // The others are packed on their own systems, by hand so far.
    if (process.platform !== 'linux') return cannotRun('What was packed is tested on Linux only.');
    const packed = oneCheck(await onNode24([join(projectRoot, 'tools', 'dist', 'make.mjs'), '--for-tests']));
    if (packed.failed > 0) return packed;
    const counts = await playwright('dist', ['installed']);
    return { ...counts, passed: counts.passed + packed.passed };
  },
};

export const STAGES = [lint, types, vitest('tidy'), vitest('unit'), vitest('tensor'), e2e(), dist];

/** What `npm run test:security` runs of them: everything that counts attacks. */
export const SECURITY_STAGES = [
  vitest('unit', ['hostile', 'src-main/transport']),
  vitest('tensor', ['hostile']),
  e2e(['security']),
];

async function playwright(name, projects, filters = []) {
  const report = join(reports, `${name}.json`);
  rmSync(report, { force: true });
  const display = await startDisplay();
  const chromium = readJson(testChromiumFile)?.executable;
  const env = { ...display.env, STRATA_E2E_REPORT: report, ...(chromium ? { STRATA_CHROMIUM: chromium } : {}) };
  const cli = join(modules, '@playwright', 'test', 'cli.js');
  const chosen = projects.map((project) => `--project=${project}`);
  const status = await onNode24([cli, 'test', ...chosen, ...filters], env);
  display.stop();
  return playwrightCounts(report, status);
}

/** Runs a script on Node 24, its output straight to the terminal. Resolves with the exit code. */
function onNode24(args, env = {}) {
  return new Promise((resolve) => {
    const child = spawn(node24, args, { cwd: projectRoot, stdio: 'inherit', env: { ...launchEnvironment(), ...env } });
    child.on('error', () => resolve(1));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
