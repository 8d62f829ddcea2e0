import type { Page } from 'playwright-core';
import type { Answer, PageClock } from '../page-clock.ts';
import { type Opening, placeShown, traceOpening } from '../page-trace.ts';
import type { Report } from '../report.ts';

const BOUND_MS = 100;
const TASK_MS = 100;
const AT_REST_MS = 800;
const ROUNDS = 8;
const MOD = 'Control';

const inspector = (title: string) => `document.querySelector('[aria-label="Layer name"]')?.value === '${title}'`;
const undone = `document.querySelector('.saved') !== null`;

/** A network of hundreds of layers: opened, moved, edited, undone, tidied, selected, left. */
export async function measureCanvas(report: Report, page: Page, clock: PageClock): Promise<void> {
  report.title('Window: a deep network');
  const canvas = page.getByLabel('Network canvas');
  const card = page.getByRole('button', { name: /^(Open )?Deep/ }).first();
  const goHome = page.getByRole('button', { name: 'Home', exact: true });
  const open: Opening[] = [];
  const leave: Answer[] = [];
  for (let round = 0; round < 4; round++) {
    const click = () => clock.answer('click', placeShown('Design'), () => card.click());
    const settled = async () => {
      await canvas.locator('.react-flow__node').first().waitFor();
      await page.waitForTimeout(AT_REST_MS);
    };
    open.push(await traceOpening(page, click, settled));
    if (round === 3) break;
    leave.push(await clock.answer('click', `document.querySelector('main.home') !== null`, () => goHome.click()));
    await page.waitForTimeout(300);
  }
  report.openings('open the project', open, BOUND_MS, TASK_MS);
  report.answers('leave it', leave, BOUND_MS);

  const node = page.locator('.react-flow__node').nth(4);
  const id = (await node.getAttribute('data-id')) ?? '';
  const select: Answer[] = [];
  for (const at of [5, 4, 6, 4]) {
    const one = page.locator('.react-flow__node').nth(at);
    const name = (await one.getAttribute('data-id')) ?? '';
    select.push(await clock.answer('click', inspector(name), () => one.click()));
  }
  report.answers('select a layer', select, BOUND_MS);

  const box = await node.boundingBox();
  if (!box) throw new Error(`${id} is not on the screen`);
  const moves = await clock.moves(async () => {
    await page.mouse.move(box.x + 40, box.y + 12);
    await page.mouse.down();
    for (let step = 1; step <= 40; step++) await page.mouse.move(box.x + 40 + step * 4, box.y + 12 + step);
    await page.mouse.up();
  });
  report.answers('drag a layer, each movement', moves, BOUND_MS);

  await page.locator('.react-flow__node[data-id^="conv2d"]').first().click();
  const field = page.getByLabel('Inspector').getByLabel('Filters', { exact: true });
  const typing: Answer[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await field.fill('1');
    const digit = String(round % 8);
    // The canvas shows what the number does: the layer's own line says it.
    const shown = `[...document.querySelectorAll('.layer-node.selected .summary')].some((one) => one.textContent.startsWith('1${digit} '))`;
    await field.press('End');
    typing.push(await clock.answer('input', shown, () => field.pressSequentially(digit)));
  }
  report.answers('type a parameter', typing, BOUND_MS);

  await canvas.click({ position: { x: 12, y: 300 } });
  const undo: Answer[] = [];
  const redo: Answer[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    undo.push(await clock.answer('keydown', undone, () => page.keyboard.press(`${MOD}+z`)));
    redo.push(await clock.answer('keydown', undone, () => page.keyboard.press(`${MOD}+y`)));
  }
  report.answers('undo', undo, BOUND_MS);
  report.answers('redo', redo, BOUND_MS);

  const all: Answer[] = [];
  for (let round = 0; round < 4; round++) {
    const many = `document.querySelectorAll('.layer-node.selected').length >= Math.min(3, document.querySelectorAll('.layer-node').length)`;
    all.push(await clock.answer('keydown', many, () => page.keyboard.press(`${MOD}+a`)));
    await page.keyboard.press('Escape');
    await page.waitForTimeout(100);
  }
  report.answers('select all', all, BOUND_MS);

  const tidy: Answer[] = [];
  for (let round = 0; round < 3; round++) {
    tidy.push(await clock.answer('keydown', 'true', () => page.keyboard.press('t')));
    await page.waitForTimeout(700);
    await page.keyboard.press(`${MOD}+z`);
    await page.waitForTimeout(200);
  }
  report.answers('tidy', tidy, BOUND_MS);

  const wheel: Answer[] = [];
  await page.mouse.move(700, 450);
  for (let round = 0; round < ROUNDS; round++) {
    wheel.push(await clock.answer('wheel', 'true', () => page.mouse.wheel(0, round % 2 === 0 ? 240 : -240)));
  }
  report.answers('zoom', wheel, BOUND_MS);
  const drawn = await page.locator('.react-flow__node').count();
  report.note('layers that exist in the page at the end', String(drawn));
  await goHome.click();
}
