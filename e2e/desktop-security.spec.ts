import { expect, test } from './fixtures/app.ts';

test('the window stays where it is', async ({ app }) => {
  const { page } = app;
  const address = page.url();
  expect(address).toMatch(/^strata:\/\/app\//);
  await page.evaluate(() => {
    setTimeout(() => location.assign('https://strata.invalid/'), 0);
  });
  // Time for a navigation that was not stopped to begin.
  await page.waitForTimeout(1000);
  expect(page.url()).toBe(address);
  await expect(page.getByRole('main').first()).toBeVisible();
});
