import { defineConfig } from '@playwright/test';

const INSTALLED = '**/installed*.spec.ts';

/**
 * The same specs drive both windows: Electron through its own driver and the browser mode in Chromium. The two take place
 * side by side, as most of a spec is waiting; never two of one window, which would take the keyboard from each other.
 */
export default defineConfig<{ surface: 'electron' | 'browser' }>({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  workers: 2,
  fullyParallel: false,
  forbidOnly: process.env.CI !== undefined,
  timeout: 300_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: process.env.STRATA_E2E_REPORT ?? 'test-results/e2e.json' }]],
  projects: [
    { name: 'browser', workers: 1, use: { surface: 'browser' }, testIgnore: ['**/desktop-*.spec.ts', INSTALLED] },
    // The tour is about looks, and a drop needs real files: both ask for a current Chromium.
    {
      name: 'electron',
      workers: 1,
      use: { surface: 'electron' },
      testIgnore: ['**/tour.spec.ts', '**/drop.spec.ts', '**/browser-*.spec.ts', INSTALLED],
    },
    // From what `npm run dist` made, on a machine without the source.
    { name: 'installed', workers: 1, use: { surface: 'electron' }, testMatch: INSTALLED },
  ],
});
