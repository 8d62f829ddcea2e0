import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from './fixtures/app.ts';
import { DesignPage } from './pages/design.ts';
import { HomePage } from './pages/home.ts';
import { ProjectPage } from './pages/project.ts';

/** Written by Keras itself; see tools/golden/model_files.py. */
const written = path.join(import.meta.dirname, '../src-main/trainer/model-files/golden/pictures.keras');

test('a model of Keras becomes a network on the canvas, with its weights as a run', async ({ app }) => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'strata-model-')), 'pictures.keras');
  copyFileSync(written, file);
  const project = new ProjectPage(app);
  const design = new DesignPage(app);
  await new HomePage(app).chooseFile(file, 'Open a model…');
  await expect(design.node('separable_conv2d')).toBeVisible({ timeout: 60_000 });
  await expect(app.page.getByText('No errors')).toBeVisible();
  await project.go('Runs');
  await expect(app.page.getByRole('row', { name: /completed/ })).toHaveCount(1);
  await project.go('Export');
  await expect(app.page.getByText('Keras', { exact: true }).first()).toBeVisible();
});
