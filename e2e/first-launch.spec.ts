import { expect, test } from './fixtures/app.ts';
import { EvaluatePage } from './pages/evaluate.ts';
import { HomePage } from './pages/home.ts';
import { ProjectPage } from './pages/project.ts';
import { TrainPage } from './pages/train.ts';

test('from the first launch, one click trains a sample; it can be paused, stopped, resumed and judged', async ({
  app,
}) => {
  const home = new HomePage(app);
  const train = new TrainPage(app);
  const project = new ProjectPage(app);

  await home.trainSample('Textures');
  await train.becomes('Running', 60_000);
  await expect(train.figure('Validation accuracy')).toContainText('interval', { timeout: 60_000 });

  await train.press('Pause');
  await train.becomes('Paused', 20_000);
  await train.press('Resume');
  await train.becomes('Running', 20_000);
  await train.press('Stop');
  await train.becomes('Stopped', 30_000);

  await test.step('a stopped run is judged by what it has learnt so far', async () => {
    await project.go('Evaluate');
    const counts = await new EvaluatePage(app).counts();
    expect(counts.flat().reduce((sum, count) => sum + count, 0)).toBe(45);
  });

  await test.step('and goes on where it stopped, after a restart too', async () => {
    await app.restart();
    await home.openProject('Textures');
    await project.go('Train');
    await train.becomes('Stopped', 20_000);
    await train.press('Resume');
    await train.becomes('Running', 60_000);
    await train.press('Stop');
    await train.becomes('Stopped', 30_000);
  });
});
