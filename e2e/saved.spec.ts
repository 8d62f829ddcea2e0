import { expect, test } from './fixtures/app.ts';
import { DesignPage } from './pages/design.ts';
import { HomePage } from './pages/home.ts';
import { ProjectPage } from './pages/project.ts';
import { TrainPage } from './pages/train.ts';

/** Whatever shows the window, ended as the system would end it: nothing gets to say goodbye. */
test('what was shown as saved is there after the window is killed', async ({ app }) => {
  const home = new HomePage(app);
  const design = new DesignPage(app);
  const train = new TrainPage(app);
  const project = new ProjectPage(app);
  const epochs = () => app.page.getByRole('main', { name: 'Train' }).getByLabel('Epochs', { exact: true });

  await home.newProject('Kept', 'Picture classifier (CNN), for images', 'Textures');
  await design.select('conv2d_1');
  await design.setNumber('Filters', 24);
  await design.saved();
  await app.kill();
  await home.openProject('Kept');
  await expect(design.node('conv2d_1')).toContainText('24');

  await project.go('Train');
  await epochs().fill('47');
  await design.saved();
  await app.kill();
  await home.openProject('Kept');
  await project.go('Train');
  await expect(epochs()).toHaveValue('47');
  await train.set('Epochs', 3);

  await project.go('Data');
  await app.page.getByRole('button', { name: 'Choose other data' }).click();
  await app.page.getByRole('button', { name: 'Use the sample Emoji' }).click();
  await expect(app.page.getByRole('heading', { name: 'Emoji' })).toBeVisible({ timeout: 60_000 });
  await app.kill();
  await home.openProject('Kept');
  await project.go('Data');
  await expect(app.page.getByRole('heading', { name: 'Emoji' })).toBeVisible();
  await project.go('Train');
  await expect(epochs()).toHaveValue('3');
});
