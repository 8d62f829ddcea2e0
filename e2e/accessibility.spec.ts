import AxeBuilder from '@axe-core/playwright';
import { type App, expect, test } from './fixtures/app.ts';
import { HomePage } from './pages/home.ts';
import { ProjectPage } from './pages/project.ts';
import { TrashPage } from './pages/trash.ts';

/** WCAG 2.2 A and AA, as far as a machine can tell. */
async function check(app: App): Promise<void> {
  const builder = new AxeBuilder({ page: app.page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']);
  const { violations } = await (app.surface === 'electron' ? builder.setLegacyMode(true) : builder).analyze();
  const found = violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
  expect(found).toEqual([]);
}

for (const theme of ['light', 'dark'] as const) {
  test(`every place is accessible, ${theme}`, async ({ app }) => {
    const home = new HomePage(app);
    const project = new ProjectPage(app);
    const trash = new TrashPage(app);
    await app.page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await expect(app.page.locator('html')).toHaveAttribute('data-theme', theme);
    // Colours that were on their way when the theme changed would be measured half way.
    await app.page.waitForTimeout(500);
    await check(app);
    await home.newProject('Reading', 'Picture classifier (CNN), for images', 'Textures');
    await app.page.locator('.react-flow__node[data-id="conv2d_1"]').click();
    await check(app);
    for (const place of ['Data', 'Train', 'Evaluate', 'Runs', 'Export'] as const) {
      await project.go(place);
      await expect(app.page.getByRole('main')).not.toHaveAttribute('aria-busy', 'true');
      await check(app);
    }
    await home.open();
    await trash.choose('Reading', 'Delete');
    await expect(app.page.getByText('Reading is moved to the trash')).toBeVisible();
    await trash.open();
    await expect(trash.row('Reading')).toBeVisible();
    await check(app);
    await trash.emptyButton.click();
    await check(app);
  });
}
