import { expectAccessible } from './fixtures/accessibility.ts';
import { expect, test } from './fixtures/app.ts';
import { HomePage } from './pages/home.ts';
import { ProjectPage } from './pages/project.ts';
import { TrainPage } from './pages/train.ts';
import { TrashPage } from './pages/trash.ts';

for (const theme of ['light', 'dark'] as const) {
  test(`every place is accessible, ${theme}`, async ({ app }) => {
    const home = new HomePage(app);
    const project = new ProjectPage(app);
    const trash = new TrashPage(app);
    await app.page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await expect(app.page.locator('html')).toHaveAttribute('data-theme', theme);
    // Colours that were on their way when the theme changed would be measured half way.
    await app.page.waitForTimeout(500);
    await expectAccessible(app);
    await home.newProject('Reading', 'Picture classifier (CNN), for images', 'Textures');
    await app.page.locator('.react-flow__node[data-id="conv2d_1"]').click();
    await expectAccessible(app);
    for (const place of ['Data', 'Train', 'Evaluate', 'Runs', 'Export'] as const) {
      await project.go(place);
      await expect(app.page.getByRole('main')).not.toHaveAttribute('aria-busy', 'true');
      await expectAccessible(app);
    }
    const train = new TrainPage(app);
    await project.go('Train');
    await train.set('Epochs', 1);
    await train.start();
    await train.becomes('Completed');
    await project.go('Runs');
    const runs = app.page.getByRole('table', { name: 'Runs' });
    await expect(runs.getByRole('columnheader', { name: 'Run', exact: true })).toHaveAttribute(
      'aria-sort',
      'descending',
    );
    await runs.getByRole('button', { name: 'Time', exact: true }).click();
    await expect(runs.getByRole('columnheader', { name: 'Time', exact: true })).toHaveAttribute(
      'aria-sort',
      'descending',
    );
    await expect(app.page.locator('[aria-busy="true"]')).toHaveCount(0);
    await expectAccessible(app);
    await home.open();
    await trash.choose('Reading', 'Delete');
    await expect(app.page.getByText('Reading is moved to the trash')).toBeVisible();
    await trash.open();
    await expect(trash.row('Reading')).toBeVisible();
    await expectAccessible(app);
    await trash.emptyButton.click();
    await expectAccessible(app);
  });
}
