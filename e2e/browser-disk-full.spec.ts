import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './fixtures/app.ts';
import { DesignPage } from './pages/design.ts';
import { HomePage } from './pages/home.ts';
import { TrainPage } from './pages/train.ts';

/** Up to the last byte, while others write too. */
function fill(file: string): void {
  const { bavail, bsize } = statfsSync(path.dirname(file));
  try {
    writeFileSync(file, Buffer.alloc(bavail * bsize + bsize));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}

test.describe('on a small disk', () => {
  test.use({ diskMegabytes: 48 });

  test('a full disk loses no edit: it stays in the window, which says so, and is saved when there is room', async ({
    app,
  }) => {
    const home = new HomePage(app);
    const design = new DesignPage(app);
    await home.newProject('Sketch', 'Picture classifier (CNN), for images', 'Textures');
    await design.saved();
    const banner = app.page.getByRole('region', { name: 'About this data folder' });
    await expect(banner).toContainText('The disk is almost full');

    const ballast = path.join(app.home, 'ballast');
    fill(ballast);
    await design.select('conv2d_1');
    await design.setNumber('Filters', 23);
    const failure = app.page.getByRole('alert').filter({ hasText: 'Saving the network did not work' });
    await expect(failure).toContainText('is full');
    await expect(banner).toContainText('The disk is full.');
    for (const colorScheme of ['dark', 'light'] as const) {
      await app.page.emulateMedia({ colorScheme });
      await app.page.screenshot({ path: test.info().outputPath(`full-${colorScheme}.png`) });
    }
    // Leaving the project and coming back does not lose it either.
    await home.open();
    await home.openProject('Sketch');
    await expect(design.node('conv2d_1')).toContainText('23');

    rmSync(ballast);
    await expect(failure).toHaveCount(0);
    await design.saved();
    await app.page.reload();
    await expect(design.node('conv2d_1')).toContainText('23');
  });

  test('a full disk pauses a training: the window says what to free, and Resume goes on', async ({ app }) => {
    const home = new HomePage(app);
    const design = new DesignPage(app);
    const train = new TrainPage(app);
    await home.newProject('Trained', 'Perceptron, for images', 'Textures');
    await design.saved();
    await app.page.keyboard.press('Control+3');
    await train.set('Epochs', 300);
    await train.start();
    await train.becomes('Running');
    // Its first checkpoint is there.
    await expect(train.main.getByText(/^Epoch \d+ of 300/)).toBeVisible();

    const ballast = path.join(app.home, 'ballast');
    fill(ballast);
    await train.becomes('Paused');
    const note = train.main.getByRole('status').filter({ hasText: 'Paused by itself.' });
    await expect(note).toContainText(
      /The disk of .* is full .* so this run is paused\. Free some space \(empty the trash/,
    );
    for (const colorScheme of ['dark', 'light'] as const) {
      await app.page.emulateMedia({ colorScheme });
      await app.page.screenshot({ path: test.info().outputPath(`paused-${colorScheme}.png`) });
    }

    rmSync(ballast);
    await train.press('Resume');
    await train.becomes('Running');
    await expect(note).toHaveCount(0);
  });
});
