import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from './fixtures/app.ts';
import { EvaluatePage } from './pages/evaluate.ts';
import { ExportPage } from './pages/export.ts';
import { HomePage } from './pages/home.ts';
import { ProjectPage } from './pages/project.ts';
import { StepsPage } from './pages/steps.ts';
import { TrainPage } from './pages/train.ts';

/** The pictures of the README: `STRATA_TOUR=docs/tour npx playwright test tour --project=browser`. */
const folder = process.env.STRATA_TOUR;

test('the tour: a sample from the first launch to the exported files', async ({ app }) => {
  const home = new HomePage(app);
  const project = new ProjectPage(app);
  const train = new TrainPage(app);
  const steps = new StepsPage(app);
  const picture = async (name: string) => {
    if (!folder) return;
    mkdirSync(folder, { recursive: true });
    await app.page.mouse.move(2, 450);
    await app.page.waitForTimeout(1200);
    await app.page.screenshot({ path: path.join(folder, `${name}.png`) });
  };

  await expect(app.page.getByRole('heading', { name: 'Train a sample now' })).toBeVisible();
  await picture('1-home');
  await home.trainSample('Emoji');
  await train.becomes('Running', 60_000);
  await project.go('Data');
  await expect(app.page.getByText('animal').first()).toBeVisible();
  await picture('2-data');
  await project.go('Design');
  await app.page.locator('.react-flow__node[data-id="conv2d_2"]').click();
  await app.page.emulateMedia({ colorScheme: 'dark' });
  await picture('3-design');
  await project.go('Train');
  await expect(app.page.getByText(/^Epoch (1[2-9]|2\d)/).first()).toBeVisible({ timeout: 180_000 });
  await picture('4-train');
  await app.page.emulateMedia({ colorScheme: 'light' });
  await train.becomes('Completed');
  await project.go('Evaluate');
  const counts = await new EvaluatePage(app).counts();
  const right = counts.reduce((sum, row, index) => sum + (row[index] ?? 0), 0);
  expect(right / counts.flat().reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0.6);
  await picture('5-evaluate');
  await project.go('Runs');
  await picture('6-runs');
  await project.go('Export');
  await new ExportPage(app).write();
  await app.page.emulateMedia({ colorScheme: 'dark' });
  await picture('7-export');
  await project.go('Design');
  await steps.open();
  await steps.begin('Run 1, best');
  await steps.press('ArrowRight', 6);
  await steps.is('Forward', 'conv2d_2');
  await picture('8-steps');
});
