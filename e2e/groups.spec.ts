import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './fixtures/app.ts';
import { DesignPage } from './pages/design.ts';
import { HomePage } from './pages/home.ts';

test('layers are grouped, folded, shared and frozen, and a block comes as a group', async ({ app }) => {
  const home = new HomePage(app);
  const design = new DesignPage(app);
  const { page } = app;
  await home.newProject('Grouped', 'Picture classifier (CNN), for images', 'Textures');
  const cards = page.locator('.react-flow__node-card');
  const frames = page.locator('.react-flow__node-frame');

  await test.step('a selection becomes a group with a name', async () => {
    await design.select('conv2d_1');
    await design.node('max_pooling2d_1').click({ modifiers: ['Shift'] });
    await page.keyboard.press('Control+g');
    await expect(frames).toHaveCount(1);
    await page.getByLabel('Group name').fill('Stem');
    await page.getByLabel('Group name').press('Enter');
    await expect(frames).toContainText('Stem');
  });

  await test.step('Enter folds it to a card with its weights, and opens it', async () => {
    await frames.getByText('Stem').click();
    await page.keyboard.press('Enter');
    await expect(cards).toContainText('2 layers');
    await expect(design.node('conv2d_1')).toHaveCount(0);
    await expect(cards.locator('.weights')).toContainText(/\d/);
    await page.keyboard.press('Enter');
    await expect(design.node('conv2d_1')).toBeVisible();
    await page.keyboard.press('Control+z');
    await expect(cards).toHaveCount(1);
  });

  await test.step('frozen, it says so; its weights are not trained', async () => {
    await cards.click({ button: 'right' });
    await page.getByRole('menuitem', { name: /^Freeze/ }).click();
    await expect(cards.locator('.node-badge.frozen')).toBeVisible();
    await expect(page.getByLabel('Inspector').locator('dt:has-text("Of them trainable") + dd')).toHaveText('0');
  });

  await test.step('a layer is used again, and gets weights of its own', async () => {
    await design.select('conv2d_2');
    await page.getByLabel('Inspector').getByRole('button', { name: 'Use again' }).click();
    const copy = page.locator('.react-flow__node.selected');
    await expect(copy.locator('.node-badge.shared')).toContainText('conv2d_2');
    await page.getByLabel('Inspector').getByRole('button', { name: 'Unlink' }).click();
    await expect(copy.locator('.node-badge.shared')).toHaveCount(0);
    await page.keyboard.press('Delete');
  });

  await test.step('a block goes onto an edge, folded', async () => {
    await design.dragOntoEdge('Squeeze and excite', 'conv2d_2', 'max_pooling2d_2');
    await expect(cards).toHaveCount(2);
    await expect(page.getByText('No errors')).toBeVisible();
    await expect(design.edge('Squeeze and excite', 'max_pooling2d_2')).toHaveCount(1);
  });

  await test.step('everything of it passes axe in both themes', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
      const axe = new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']);
      const { violations } = await axe.setLegacyMode(app.surface === 'electron').analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    }
  });

  await test.step('closing loses nothing', async () => {
    await design.saved();
    await app.restart();
    await home.openProject('Grouped');
    // The window is another one now.
    const again = app.page.locator('.react-flow__node-card');
    await expect(again).toHaveCount(2);
    await expect(again.filter({ hasText: 'Stem' }).locator('.node-badge.frozen')).toBeVisible();
  });
});

test('named ports are connected one by one', async ({ app }) => {
  const home = new HomePage(app);
  const design = new DesignPage(app);
  const { page } = app;
  await home.newProject('Ports', 'Picture classifier (CNN), for images', 'Textures');
  await design.select('flatten_1');
  await page.getByLabel('Layers', { exact: true }).getByLabel('Search layers').fill('multi head');
  await page.getByRole('button', { name: 'Add Multi-head attention', exact: true }).click();
  const attention = design.node('multi_head_attention_1');
  await expect(attention.locator('.port-label:not(.crowded)')).toHaveText(['query', 'value', 'key']);
  await expect(attention.locator('.port-label.crowded')).toHaveText(['attention_mask', 'value_mask', 'key_mask']);
  await expect(attention.getByLabel('value', { exact: false }).first()).toBeVisible();
  await design.connectPort('flatten_1', 'multi_head_attention_1', 'value');
  // Masks have their places between the others, to be seen while the card is pointed at.
  await expect(attention.getByText('value_mask')).toBeVisible();
  await design.connectPort('flatten_1', 'multi_head_attention_1', 'value_mask');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(design.edge('flatten_1', 'multi_head_attention_1')).toHaveCount(1);
});

test('an edge that is dropped on empty canvas asks for a layer, from an output and from an input', async ({ app }) => {
  const home = new HomePage(app);
  const design = new DesignPage(app);
  const { page } = app;
  await home.newProject('Drawn', 'Picture classifier (CNN), for images', 'Textures');
  await design.select('flatten_1');
  await page.getByLabel('Layers', { exact: true }).getByLabel('Search layers').fill('self attention');
  await page.getByRole('button', { name: 'Add Multi-head attention', exact: true }).click();
  const quick = page.getByRole('dialog', { name: 'Add a layer' });

  await design.dropEdge('multi_head_attention_1', 'target', 'value', { x: -190, y: -20 });
  await expect(quick).toContainText('Into value of multi_head_attention_1');
  await quick.getByRole('combobox').fill('fully connected');
  await page.keyboard.press('Enter');
  await expect(design.edge('dense_3', 'multi_head_attention_1')).toHaveCount(1);
  await expect(design.edge('flatten_1', 'multi_head_attention_1')).toHaveCount(1);

  await design.dropEdge('dense_3', 'target', 'in', { x: 0, y: -70 });
  await quick.getByRole('combobox').fill('noise');
  await page.keyboard.press('Enter');
  await expect(design.edge('gaussian_noise_1', 'dense_3')).toHaveCount(1);

  await design.dropEdge('flatten_1', 'source', 'out', { x: 200, y: 20 });
  await quick.getByRole('combobox').fill('batchnorm');
  await page.keyboard.press('Enter');
  await expect(design.edge('flatten_1', 'batch_normalization_1')).toHaveCount(1);
});
