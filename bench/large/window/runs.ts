import type { Page } from 'playwright-core';
import type { Answer, PageClock } from '../page-clock.ts';
import { type Opening, placeShown, traceOpening } from '../page-trace.ts';
import type { Report } from '../report.ts';

const BOUND_MS = 100;
const TASK_MS = 100;
const AT_REST_MS = 800;

const firstRun = (condition: string) =>
  `((rows) => rows.length > 0 && (${condition})(rows))([...document.querySelectorAll('table[aria-label="Runs"] tbody tr[data-index]')])`;
const chosen = (count: number) =>
  `document.querySelectorAll('table[aria-label="Runs"] input:checked').length === ${count}`;

/** A thousand runs: opened, scrolled, ordered, filtered, selected, compared; and the run of very many steps. */
export async function measureRuns(report: Report, page: Page, clock: PageClock): Promise<void> {
  report.title('Window: many runs');
  await page
    .getByRole('button', { name: /^(Open )?Many runs/ })
    .first()
    .click();
  await page.getByLabel('Network canvas').waitFor();
  const tab = (name: string) => page.getByLabel('Places').getByRole('button', { name: new RegExp(`^${name}`) });
  const opened: Opening[] = [];
  for (let round = 0; round < 4; round++) {
    const click = () => clock.answer('click', placeShown('Runs'), () => tab('Runs').click());
    const settled = async () => {
      await page.locator('tr[data-index]').first().waitFor();
      await page.waitForTimeout(AT_REST_MS);
    };
    opened.push(await traceOpening(page, click, settled));
    if (round < 3) await tab('Design').click();
    await page.waitForTimeout(300);
  }
  report.openings('open the runs', opened, BOUND_MS, TASK_MS);
  report.note('rows that exist in the page', String(await page.locator('tr[data-index]').count()));

  const table = page.getByRole('table', { name: 'Runs' });
  const box = await table.boundingBox();
  await page.mouse.move((box?.x ?? 0) + 300, (box?.y ?? 0) + 150);
  const scrolls: Answer[] = [];
  for (let round = 0; round < 10; round++) {
    const before = await page.locator('tr[data-index]').first().getAttribute('data-index');
    const moved = firstRun(`(rows) => rows[0].dataset.index !== '${before}'`);
    scrolls.push(await clock.answer('wheel', moved, () => page.mouse.wheel(0, 2400)));
  }
  report.answers('scroll the table', scrolls, BOUND_MS);
  await page.mouse.wheel(0, -60_000);
  await page.waitForTimeout(200);

  const sorts: Answer[] = [];
  for (const [column, direction] of [
    ['Validation accuracy', 'descending'],
    ['Validation accuracy', 'ascending'],
    ['Rate', 'descending'],
    ['Time', 'descending'],
    ['Run', 'descending'],
  ] as const) {
    const sorted = `document.querySelector('th[aria-sort="${direction}"]')?.textContent.startsWith('${column}')`;
    const head = table.getByRole('button', { name: new RegExp(`^${column}`) }).first();
    sorts.push(await clock.answer('click', sorted, () => head.click()));
  }
  report.answers('order by a column', sorts, BOUND_MS);

  const search = page.getByLabel('Filter runs');
  const filters: Answer[] = [];
  for (const word of ['1', '7', '3', '9']) {
    await search.fill('9');
    await page.waitForTimeout(200);
    const fewer = `/ of 1,?0/.test(document.querySelector('main[aria-label="Runs"] header')?.textContent ?? '')`;
    await search.press('End');
    filters.push(await clock.answer('input', fewer, () => search.pressSequentially(word)));
  }
  report.answers('filter, each letter', filters, BOUND_MS);
  await search.fill('');

  const selects: Answer[] = [];
  await page.locator('tr[data-index="1"] td').nth(3).click();
  await page.waitForTimeout(500);
  for (const [position, count] of [
    [2, 2],
    [3, 3],
    [4, 4],
  ] as const) {
    const check = page.locator(`tr[data-index="${position}"] input`);
    selects.push(await clock.answer('click', chosen(count), () => check.click()));
    await page.waitForTimeout(400);
  }
  report.answers('select runs to compare', selects, BOUND_MS);

  await tab('Train').click();
  await page.waitForTimeout(800);
  const curves: Answer[] = [];
  for (const axis of ['Step', 'Time', 'Epoch']) {
    const control = page.getByRole('main', { name: 'Train' }).getByText(axis, { exact: true }).first();
    if ((await control.count()) === 0) continue;
    curves.push(await clock.answer('click', 'true', () => control.click()));
    await page.waitForTimeout(200);
  }
  if (curves.length > 0) report.answers('another axis for the longest curve', curves, BOUND_MS);
  await page.getByRole('button', { name: 'Home', exact: true }).click();
}
