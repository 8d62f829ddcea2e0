import { existsSync, readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './fixtures/app.ts';
import { pictureFolder } from './fixtures/pictures.ts';
import { HomePage } from './pages/home.ts';
import { ProjectPage } from './pages/project.ts';
import { TrainPage } from './pages/train.ts';
import { TrashPage } from './pages/trash.ts';

test('projects, datasets and runs are renamed, duplicated, deleted, brought back and deleted for good', async ({
  app,
}) => {
  const home = new HomePage(app);
  const trash = new TrashPage(app);
  const train = new TrainPage(app);
  const project = new ProjectPage(app);
  const card = (name: string) => app.page.getByRole('article', { name: `Project ${name}`, exact: true });
  const dataset = (name: string) => app.page.getByRole('list', { name: 'Datasets' }).getByText(name, { exact: true });
  const folder = pictureFolder('texture-tiles', 'ground', 12);

  await test.step('a project with a run', async () => {
    await home.importFolder(folder, 'ground');
    await app.page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click();
    await home.newProject('Ground', 'Picture classifier (CNN), for images', 'ground');
    await project.go('Train');
    await train.set('Epochs', 1);
    await train.start();
    await train.becomes('Completed');
  });

  await test.step('a run is named, and trained again with its settings', async () => {
    await project.go('Runs');
    await trash.choose('run 1', 'Rename…');
    await trash.name('short', 'Rename');
    await expect(app.page.getByRole('cell', { name: 'short' })).toBeVisible();
    await trash.choose('run 1', 'Train again with these settings');
    await train.becomes('Completed');
    await expect(app.page.getByRole('button', { name: 'Run 2, choose another run' })).toBeVisible();
  });

  await test.step('a run is deleted, which can be undone; its number is not given again', async () => {
    await project.go('Runs');
    const runs = app.page.getByRole('table', { name: 'Runs' });
    await trash.choose('run 2', 'Delete');
    await expect(runs.getByRole('checkbox')).toHaveCount(1);
    await trash.undo('Run 2');
    await expect(runs.getByRole('checkbox')).toHaveCount(2);
    await trash.choose('run 2', 'Delete');
    await expect(runs.getByRole('checkbox')).toHaveCount(1);
    await project.go('Train');
    await app.page.getByRole('button', { name: 'New run' }).click();
    await expect(app.page.getByRole('heading', { name: 'Train run 3' })).toBeVisible();
  });

  await test.step('a project is renamed, duplicated, deleted, and that undone', async () => {
    await home.open();
    await trash.choose('Ground', 'Rename…');
    await trash.name('Soil', 'Rename');
    await trash.choose('Soil', 'Duplicate…');
    await trash.name('Soil too', 'Duplicate');
    await expect(card('Soil too')).toBeVisible();
    await trash.choose('Soil', 'Delete');
    await expect(card('Soil')).toHaveCount(0);
    await trash.undo('Soil');
    await expect(card('Soil')).toBeVisible();
    await trash.choose('Soil too', 'Delete');
    await expect(card('Soil too')).toHaveCount(0);
  });

  await test.step('a dataset in use says by whom; deleted all the same, its project has no data', async () => {
    await trash.choose('ground', 'Duplicate…');
    await trash.name('spare', 'Duplicate');
    await expect(dataset('spare')).toBeVisible();
    await trash.choose('spare', 'Delete');
    await expect(dataset('spare')).toHaveCount(0);
    await trash.choose('ground', 'Delete');
    const dialog = app.page.getByRole('dialog', { name: 'ground is in use' });
    await expect(dialog.getByRole('list', { name: 'Used by' })).toContainText('Soil');
    await dialog.getByRole('button', { name: 'Delete it all the same' }).click();
    await expect(dataset('ground')).toHaveCount(0);
  });

  await test.step('the trash: what is in it, what it frees, what is needed; one is restored', async () => {
    await trash.open();
    for (const title of ['Run 2 of Soil', 'Soil too', 'spare']) await expect(trash.row(title)).toBeVisible();
    await expect(trash.row('ground')).toContainText('Stays: run 1 of "Soil" was trained on it.');
    await trash.restore('Soil too');
    await expect(trash.emptyButton).toContainText(/frees [\d.]+ (kB|MB)/);
  });

  await test.step('emptied, it keeps only what a run was trained on', async () => {
    const runs = () => readdirSync(path.join(app.home, 'runs')).length;
    expect(runs()).toBe(2);
    await trash.emptyButton.click();
    await app.page
      .getByRole('dialog', { name: 'Empty the trash?' })
      .getByRole('button', { name: /^Empty it/ })
      .click();
    await expect(app.page.getByText(/^The trash is as empty as it can be/)).toBeVisible();
    await expect(trash.row('ground')).toBeVisible();
    await expect(trash.row('spare')).toHaveCount(0);
    expect(runs()).toBe(1);
    await trash.restore('ground');
    await app.page.getByRole('button', { name: 'Back to Home' }).click();
    await expect(card('Soil too')).toBeVisible();
    await expect(dataset('ground')).toBeVisible();
  });

  await test.step('a folder that was moved is noticed, and pointed to anew', async () => {
    const moved = path.join(path.dirname(folder), 'moved ground');
    renameSync(folder, moved);
    await home.openProject('Soil');
    await project.go('Data');
    await expect(app.page.getByText('The pictures are no longer there.')).toBeVisible();
    await app.page.getByRole('button', { name: 'Point to the folder…' }).click();
    await home.chooseFolder(moved, 'Choose folder…');
    await expect(app.page.getByText('All 36 files are there, with the same content.')).toBeVisible();
    await app.page.getByRole('dialog').getByRole('button', { name: 'Use this folder' }).click();
    await expect(app.page.getByText('The pictures are no longer there.')).toHaveCount(0);
    expect(existsSync(folder)).toBe(false);
  });
});
