import { copyFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expectAccessible } from './fixtures/accessibility.ts';
import { type App, expect, test } from './fixtures/app.ts';
import { dropFiles } from './fixtures/drop-files.ts';
import { onePicture } from './fixtures/pictures.ts';
import { DesignPage } from './pages/design.ts';
import { HomePage } from './pages/home.ts';
import { ProjectPage } from './pages/project.ts';

/** Written by Keras and TF.js themselves; see tools/golden/model_files.py. */
const golden = path.join(import.meta.dirname, '../src-main/trainer/model-files/golden');

const copyOf = (name: string): string => {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'strata-model-')), path.basename(name));
  copyFileSync(path.join(golden, name), file);
  return file;
};

async function expectOpened(app: App, layer: string) {
  const project = new ProjectPage(app);
  await expect(new DesignPage(app).node(layer)).toBeVisible({ timeout: 60_000 });
  await expect(app.page.getByText('No errors')).toBeVisible();
  await project.go('Runs');
  await expect(app.page.getByRole('row', { name: /completed/ })).toHaveCount(1);
}

test('a model of Keras becomes a network on the canvas, with its weights as a run', async ({ app }) => {
  await new HomePage(app).chooseFile(copyOf('pictures.keras'), 'Open a model…');
  await expectOpened(app, 'separable_conv2d');
  await new ProjectPage(app).go('Export');
  await expect(app.page.getByText('Keras', { exact: true }).first()).toBeVisible();
});

test('a .keras and an .h5 dropped on the window open like those chosen in a dialog', async ({ app }) => {
  await dropFiles(app, [copyOf('pictures.keras')]);
  await expectOpened(app, 'separable_conv2d');
  await new HomePage(app).open();
  await dropFiles(app, [copyOf('sequences.h5')]);
  await expectOpened(app, 'bidirectional');
});

test('dropped on an open project, a model opens as a project of its own, and that one stays as it is', async ({
  app,
}) => {
  await dropFiles(app, [copyOf('pictures.keras')]);
  await expectOpened(app, 'separable_conv2d');
  const project = new ProjectPage(app);
  // On Runs, on Data and on the canvas.
  await dropFiles(app, [copyOf('sequences.h5')]);
  await expectOpened(app, 'bidirectional');
  await project.go('Data');
  await dropFiles(app, [copyOf('nested.keras')]);
  await expectOpened(app, 'scale');
  await project.go('Design');
  await dropFiles(app, [copyOf('shared.h5')]);
  await expectOpened(app, 'twice');
  // A picture has nothing to do there, which is said.
  await dropFiles(app, [onePicture('fluent-emoji', 'face')]);
  await expect(app.page.getByRole('alert').filter({ hasText: 'Nothing here takes pictures' })).toBeVisible();
  await app.page.screenshot({ path: test.info().outputPath('refused.png') });
  await new HomePage(app).open();
  for (const name of ['pictures', 'sequences', 'nested', 'shared']) {
    await expect(app.page.getByRole('main').getByText(name, { exact: true }).first()).toBeVisible();
  }
});

/** A model of TF.js whose layers are somebody's own, or have settings that Strata doesn't do. */
function strangeModel(): string[] {
  const [topology, weights] = [copyOf('tfjs/model.json'), copyOf('tfjs/weights.bin')];
  const model = JSON.parse(readFileSync(topology, 'utf8'));
  const layers: { name: string; class_name: string; config: Record<string, unknown> }[] =
    model.modelTopology.config.layers;
  for (const layer of layers) {
    if (layer.name === 'depth') layer.class_name = 'MyOwnBlend';
    if (layer.name === 'conv') layer.config.data_format = 'channels_first';
  }
  const folder = path.dirname(topology);
  writeFileSync(topology, JSON.stringify(model));
  copyFileSync(weights, path.join(folder, 'weights.bin'));
  return [topology, path.join(folder, 'weights.bin')];
}

test('what a file holds that Strata lacks is listed, and stands on the canvas', async ({ app }) => {
  const [topology = ''] = strangeModel();
  await new HomePage(app).chooseFile(topology, 'Open a model…');
  const dialog = app.page.getByRole('dialog', { name: /is open$/ });
  await expect(dialog).toBeVisible({ timeout: 60_000 });
  const lost = dialog.getByRole('list', { name: 'What was lost' });
  await expect(lost.getByRole('listitem').filter({ hasText: 'depth' })).toContainText('MyOwnBlend');
  await expect(lost.getByRole('listitem').filter({ hasText: 'conv' })).toContainText('data_format of "channels_first"');
  await expect(dialog).toContainText('the weights were not taken');
  await expectAccessible(app);
  await app.page.screenshot({ path: test.info().outputPath('lost.png') });
  await dialog.getByRole('button', { name: 'Go to the canvas' }).click();
  const node = new DesignPage(app).node('depth');
  await expect(node).toBeVisible();
  await node.click();
  await expect(app.page.getByText('MyOwnBlend of Keras').first()).toBeVisible();
  await expect(app.page.getByText('keras:MyOwnBlend')).toHaveCount(0);
  await app.page.screenshot({ path: test.info().outputPath('placeholder.png') });
});
