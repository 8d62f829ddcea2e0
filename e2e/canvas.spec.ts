import { expect, test } from './fixtures/app.ts';
import { DesignPage } from './pages/design.ts';
import { HomePage } from './pages/home.ts';

test('edits on the canvas can be undone, copied, deleted and come back after a restart', async ({ app }) => {
  const home = new HomePage(app);
  const design = new DesignPage(app);
  await home.newProject('Sketch', 'Picture classifier (CNN), for images', 'Textures');
  const nodes = () => app.page.locator('.react-flow__node');
  const before = await nodes().count();

  await test.step('delete closes the gap, undo brings it back', async () => {
    await design.select('max_pooling2d_2');
    await app.page.keyboard.press('Delete');
    await expect(design.node('max_pooling2d_2')).toHaveCount(0);
    await expect(nodes()).toHaveCount(before - 1);
    await app.page.keyboard.press('Control+z');
    await expect(design.node('max_pooling2d_2')).toBeVisible();
    await app.page.keyboard.press('Control+y');
    await expect(nodes()).toHaveCount(before - 1);
    await app.page.keyboard.press('Control+z');
    await expect(nodes()).toHaveCount(before);
  });

  await test.step('copy and paste', async () => {
    await design.select('conv2d_1');
    await app.page.keyboard.press('Control+c');
    await app.page.keyboard.press('Control+v');
    await expect(nodes()).toHaveCount(before + 1);
    await app.page.keyboard.press('Control+z');
    await expect(nodes()).toHaveCount(before);
  });

  await test.step('a parameter changes the shapes behind it', async () => {
    await design.select('conv2d_1');
    await design.setNumber('Filters', 24);
    await expect(design.node('conv2d_1')).toContainText('24');
    await design.saved();
  });

  await test.step('closing loses nothing', async () => {
    await app.restart();
    await home.openProject('Sketch');
    await expect(design.node('conv2d_1')).toContainText('24');
    await expect(nodes()).toHaveCount(before);
  });
});

test('an error names the place, leads to it and is mended by its fix', async ({ app }) => {
  const home = new HomePage(app);
  const design = new DesignPage(app);
  await home.newProject('Broken', 'Picture classifier (CNN), for images', 'Textures');
  await design.select('flatten_1');
  await app.page.keyboard.press('Delete');
  await expect(app.page.getByRole('button', { name: /^\d+ errors?$/ })).toBeVisible();
  await expect(app.page.locator('.total').first()).toContainText('–');
  await app.page.getByRole('button', { name: /^\d+ errors?$/ }).click();
  const problem = app.page.getByRole('list', { name: 'Problems' }).getByRole('listitem').first();
  await expect(problem).toContainText(/expects .*; got /);
  // The first fix flattens the picture, which leaves too many values for the classes: the next one says so.
  await problem.getByRole('button').last().click();
  await expect(problem).toContainText(/expects 3 values, one per class/);
  await problem.getByRole('button', { name: /^Add a dense layer with 3 units/ }).click();
  await expect(app.page.getByText('No errors')).toBeVisible();
  await expect(app.page.locator('.total').first()).toContainText(/\d/);
});
