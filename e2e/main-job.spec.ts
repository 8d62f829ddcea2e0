import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './fixtures/app.ts';
import { addDirt, onePicture, pictureFolder } from './fixtures/pictures.ts';
import { DesignPage } from './pages/design.ts';
import { EvaluatePage } from './pages/evaluate.ts';
import { ExportPage } from './pages/export.ts';
import { HomePage } from './pages/home.ts';
import { ProjectPage } from './pages/project.ts';
import { TrainPage } from './pages/train.ts';

/** The main job as a person does it, in one go: nothing here reaches past the window but the look at the written files. */
test('a folder of pictures becomes a trained, understood and exported network', async ({ app }) => {
  const home = new HomePage(app);
  const project = new ProjectPage(app);
  const design = new DesignPage(app);
  const train = new TrainPage(app);
  const evaluate = new EvaluatePage(app);
  const folder = pictureFolder('texture-tiles', 'ground', 40);
  const dirt = addDirt(folder, 'grass');

  await test.step('import a folder; what is no picture is named', async () => {
    await home.importFolder(folder, 'ground');
    const dialog = app.page.getByRole('dialog');
    await expect(dialog).toContainText('120');
    for (const name of dirt) await expect(dialog).toContainText(name);
    await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  });

  await test.step('build a CNN by drag and drop', async () => {
    await home.newProject('Ground', 'Empty canvas', 'ground');
    await design.connect('input_1', 'output_1');
    const layers = [
      ['Rescaling', 'rescaling_1'],
      ['Conv2D', 'conv2d_1'],
      ['Max pooling 2D', 'max_pooling2d_1'],
      ['Conv2D', 'conv2d_2'],
      ['Flatten', 'flatten_1'],
      ['Dense', 'dense_1'],
    ] as const;
    let last = 'input_1';
    for (const [title, id] of layers) {
      await design.dragOntoEdge(title, last, 'output_1');
      await expect(design.node(id)).toBeVisible();
      await design.tidy();
      last = id;
    }
    await design.select('input_1');
    await app.page.getByLabel('Inspector').getByLabel('Shape', { exact: true }).fill('32, 32, 3');
    await design.select('conv2d_1');
    await design.setNumber('Filters', 8);
    await design.setChoice('Activation', 'relu');
    await design.select('conv2d_2');
    await design.setNumber('Filters', 16);
    await design.setChoice('Activation', 'relu');
    await expect(app.page.getByLabel('Parameters').first()).toBeVisible();
  });

  await test.step('the problem on the output has a fix', async () => {
    await app.page.getByRole('button', { name: '1 error', exact: true }).click();
    await app.page
      .getByRole('button', { name: /^Set units of dense_1 to 3/ })
      .first()
      .click();
    await expect(app.page.getByText('No errors')).toBeVisible();
    await design.saved();
  });

  await test.step('train', async () => {
    await project.go('Train');
    await train.set('Epochs', 30);
    await train.set('Batch size', 16);
    await expect(train.main.getByText(/an epoch, .+ in all/)).toBeVisible({ timeout: 30_000 });
    await train.start();
    await train.becomes('Completed');
    await expect(train.figure('Validation accuracy')).toContainText(/interval 0\.\d\d to/);
  });

  await test.step('restart: everything is still there', async () => {
    await app.restart();
    await home.openProject('Ground');
    await expect(design.node('conv2d_2')).toBeVisible();
    await project.go('Runs');
    await expect(app.page.getByRole('row', { name: /completed/ })).toHaveCount(1);
  });

  await test.step('evaluate: counts add up to the test split, cells open their pictures', async () => {
    await project.go('Evaluate');
    const counts = await evaluate.counts();
    expect(counts.flat().reduce((sum, count) => sum + count, 0)).toBe(18);
    const right = counts.reduce((sum, row, index) => sum + (row[index] ?? 0), 0);
    expect(right).toBeGreaterThan(9);
    await evaluate.openCell('brick');
  });

  await test.step('try a picture', async () => {
    const answer = await evaluate.tryPicture(onePicture('texture-tiles', 'brick'));
    await expect(answer).toBeVisible();
  });

  await test.step('export with its certificate', async () => {
    await project.go('Export');
    const target = await new ExportPage(app).write();
    expect(existsSync(path.join(target, 'model.json'))).toBe(true);
    const certificate = JSON.parse(readFileSync(path.join(target, 'certificate.json'), 'utf8'));
    expect(certificate.verified).toBe(true);
    expect(certificate.maxAbsDifference).toBeLessThan(1e-4);
  });
});
