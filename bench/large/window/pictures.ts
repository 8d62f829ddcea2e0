import type { Page } from 'playwright-core';
import type { Answer, PageClock } from '../page-clock.ts';
import { type Opening, placeShown, traceOpening } from '../page-trace.ts';
import type { Report } from '../report.ts';

const BOUND_MS = 100;
const TASK_MS = 100;
const AT_REST_MS = 800;
const status = (pattern: string) =>
  `${pattern}.test(document.querySelector('section[aria-label="Pictures"] [role="status"]')?.textContent ?? '')`;

/** Tens of thousands of pictures: opened, scrolled, filtered, searched. */
export async function measurePictures(report: Report, page: Page, clock: PageClock): Promise<void> {
  report.title('Window: many pictures');
  await page
    .getByRole('button', { name: /^(Open )?Many runs/ })
    .first()
    .click();
  await page.getByLabel('Network canvas').waitFor();
  const data = page.getByLabel('Places').getByRole('button', { name: /^Data/ });
  const grid = page.getByRole('region', { name: 'Pictures' });
  const opened: Opening[] = [];
  for (let round = 0; round < 4; round++) {
    const click = () => clock.answer('click', placeShown('Data'), () => data.click());
    const settled = async () => {
      await grid.locator('img').nth(8).waitFor();
      await page.waitForTimeout(AT_REST_MS);
    };
    opened.push(await traceOpening(page, click, settled));
    if (round === 3) break;
    await page
      .getByLabel('Places')
      .getByRole('button', { name: /^Train/ })
      .click();
    await page.waitForTimeout(AT_REST_MS);
  }
  report.openings('open the data', opened, BOUND_MS, TASK_MS);
  const box = await grid.boundingBox();
  await page.mouse.move((box?.x ?? 0) + 300, (box?.y ?? 0) + 400);

  const scrolls: Answer[] = [];
  for (let round = 0; round < 20; round++) {
    scrolls.push(await clock.answer('wheel', 'true', () => page.mouse.wheel(0, 3000)));
  }
  report.answers('scroll the grid', scrolls, BOUND_MS);

  const arrivals: number[] = [];
  for (let round = 0; round < 6; round++) {
    const started = performance.now();
    await page.mouse.wheel(0, 20_000);
    await page.waitForTimeout(120);
    await grid.locator('img').nth(8).waitFor();
    arrivals.push(performance.now() - started);
  }
  report.note('pictures there after a throw', arrivals.map((one) => `${one.toFixed(0)} ms`).join(', '));
  report.note('tiles that exist in the page', String(await grid.locator('img').count()));

  const facets = page.getByRole('navigation', { name: 'Filter' });
  const filters: Answer[] = [];
  for (const label of ['comet', 'leaf', 'wave']) {
    const facet = facets.getByRole('button', { name: new RegExp(`^${label}`) });
    filters.push(await clock.answer('click', status('/ of /'), () => facet.click()));
    await page.waitForTimeout(300);
  }
  report.answers('filter by class', filters, BOUND_MS);
  const splits: Answer[] = [];
  for (const split of ['Test', 'Validation', 'Training']) {
    const facet = facets.getByRole('button', { name: new RegExp(`^${split}`) });
    splits.push(await clock.answer('click', status('/ of /'), () => facet.click()));
    await page.waitForTimeout(300);
  }
  report.answers('filter by split', splits, BOUND_MS);
  await page.getByRole('button', { name: 'Show all' }).click();

  const search = page.getByLabel('Search by file name');
  const letters: Answer[] = [];
  for (const digit of ['0', '1', '2']) {
    letters.push(
      await clock.answer('input', `document.activeElement?.value.endsWith('${digit}')`, () =>
        search.pressSequentially(digit),
      ),
    );
  }
  report.answers('type a search, each letter', letters, BOUND_MS);
}
