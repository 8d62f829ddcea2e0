import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './fixtures/app.ts';
import { DesignPage } from './pages/design.ts';
import { HomePage } from './pages/home.ts';
import { ProjectPage } from './pages/project.ts';
import { TrainPage } from './pages/train.ts';

/** As a crash or the system would. */
function killEngine(home: string): void {
  const { pid } = JSON.parse(readFileSync(path.join(home, 'engine.lock'), 'utf8')) as { pid: number };
  process.kill(pid, 'SIGKILL');
}

test('the engine is killed under the window: it comes back by itself, with every edit and the view as it was', async ({
  app,
}) => {
  const home = new HomePage(app);
  const design = new DesignPage(app);
  await home.newProject('Sketch', 'Picture classifier (CNN), for images', 'Textures');
  await design.select('conv2d_1');
  await design.setNumber('Filters', 24);
  await design.saved();
  killEngine(app.home);
  // Edited while nobody is there to store it.
  await design.setNumber('Filters', 20);
  await expect(design.node('conv2d_1')).toContainText('20');
  await design.saved();
  await expect(app.page.getByRole('alert')).toHaveCount(0);
  await app.restart();
  await home.openProject('Sketch');
  await expect(design.node('conv2d_1')).toContainText('20');
});

test('the engine is killed while it trains: the run says so and goes on where it was', async ({ app }) => {
  const home = new HomePage(app);
  const train = new TrainPage(app);
  await home.trainSample('Textures');
  await train.becomes('Running', 60_000);
  await expect(app.page.getByRole('button', { name: 'Branch from the last checkpoint' })).toBeVisible({
    timeout: 60_000,
  });
  killEngine(app.home);
  await train.becomes('Interrupted', 60_000);
  await expect(app.page.getByText(/Resume continues after step \d+/)).toBeVisible();
  await train.press('Resume');
  await train.becomes('Running', 60_000);

  await test.step('so does the window itself, closed while it trains and opened again', async () => {
    await app.restart();
    await home.openProject('Textures');
    await new ProjectPage(app).go('Train');
    await train.press('Stop');
    await train.becomes('Stopped', 30_000);
  });
});
