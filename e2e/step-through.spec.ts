import { expectAccessible } from './fixtures/accessibility.ts';
import { expect, test } from './fixtures/app.ts';
import { DesignPage } from './pages/design.ts';
import { HomePage } from './pages/home.ts';
import { StepsPage } from './pages/steps.ts';

const CNN = 'Picture classifier (CNN), for images';

test('one batch goes through the network and back, its weights change, and the next one follows', async ({ app }) => {
  const steps = new StepsPage(app);
  await app.page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await new HomePage(app).newProject('Steps', CNN, 'Textures');
  await steps.open();

  await test.step('forward, with what each layer gives', async () => {
    await steps.is('Data', 'input_1');
    await expect(steps.samples).toHaveCount(32);
    await steps.press('ArrowRight', 4);
    await steps.is('Forward', 'conv2d_1');
    await expect(steps.words).toContainText(/16 filters of 3×3 over 64 × 64 × 3 give 64 × 64 × 16/);
    await expect(steps.words).toContainText(/\d+\s%\sof the values are zero after ReLU/);
    await expect(steps.card.getByRole('img', { name: /^activation of conv2d_1, 16 of 16 shown/ })).toBeVisible();
    await expectAccessible(app);
  });

  await test.step('another sample gives other pictures', async () => {
    const picture = steps.card.getByRole('img', { name: /^activation of conv2d_1/ });
    const pixels = () => picture.evaluate((element) => (element as HTMLCanvasElement).toDataURL());
    const first = await pixels();
    await steps.samples.nth(5).click();
    await expect(steps.samples.nth(5)).toHaveAttribute('aria-checked', 'true');
    await expect.poll(pixels).not.toBe(first);
  });

  await test.step('to the loss', async () => {
    await steps.go('Loss');
    await steps.is('Loss', 'The loss');
    await expect(steps.words).toContainText(/The mean over the batch is \d\.\d+, .* of 32 are right/);
    await expect(steps.samples.first()).toHaveAccessibleName(/network says .*, loss \d/);
    await expectAccessible(app);
  });

  await test.step('backward, with the gradient at each layer', async () => {
    await steps.press('ArrowRight');
    await steps.is('Backward', 'dense_2');
    await expect(steps.words).toContainText(/coming back from output_1, of length 0\.\d+/);
    await app.page.locator('.react-flow__node[data-id="dense_1"]').click();
    await steps.is('Backward', 'dense_1');
    await expect(steps.figure('Length of its gradient')).toHaveText(/\d/);
    await app.page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
    await expect(app.page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await app.page.waitForTimeout(500);
    await expectAccessible(app);
  });

  await test.step('the update changes the weights', async () => {
    await steps.go('Update');
    await steps.is('Update', 'conv2d_1');
    await expect(steps.words).toContainText(/The largest change is (kernel|bias)\[[\d, ]+\]: \S+ → \S+/);
    await expect(steps.figure('Moved by')).toHaveText(/0\.\d+ \(\d.*of its length\)/);
    const pixels = (what: string) =>
      steps.words
        .getByRole('img', { name: `${what}`, exact: true })
        .evaluate((element) => (element as HTMLCanvasElement).toDataURL());
    expect(await pixels('kernel before the step')).not.toBe(await pixels('kernel after the step'));
    await expectAccessible(app);
  });

  await test.step('back, on to the next batch, and back over its beginning', async () => {
    await steps.press('ArrowLeft');
    await steps.is('Backward', 'conv2d_1');
    await steps.press('n');
    await steps.batch(2);
    await steps.is('Data', 'input_1');
    await steps.press('ArrowLeft');
    await steps.batch(1);
    await steps.is('Update', 'dense_2');
    await steps.press('Home');
    await steps.is('Data', 'input_1');
  });

  await test.step('it plays by itself, pauses, and is left as it was', async () => {
    await steps.press(' ');
    await steps.is('Forward', 'rescaling_1');
    await steps.press(' ');
    await expect(app.page.getByRole('button', { name: 'Play' })).toBeVisible();
    await steps.press('Escape');
    await expect(app.page.getByLabel('Network canvas')).toBeVisible();
  });
});

test('a network that can not be trained says what is missing before it is stepped through', async ({ app }) => {
  const design = new DesignPage(app);
  await new HomePage(app).newProject('Broken', CNN, 'Textures');
  await design.select('flatten_1');
  await app.page.keyboard.press('Delete');
  const button = app.page.getByRole('button', { name: 'Step through' });
  await expect(button).toHaveAttribute('aria-disabled', 'true');
  await app.page.keyboard.press('s');
  await expect(app.page.getByText('The network has errors: F8 leads to them.')).toBeVisible();
});
