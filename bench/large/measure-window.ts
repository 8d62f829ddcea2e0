import { engineLeft } from './engine-process.ts';
import { openWindow } from './open-window.ts';
import { PageClock } from './page-clock.ts';
import type { Report } from './report.ts';
import { measureCanvas } from './window/canvas.ts';
import { measurePictures } from './window/pictures.ts';
import { measureRuns } from './window/runs.ts';

/** Every action that a person does often on large things, in the real window. */
export async function measureWindow(report: Report, home: string): Promise<void> {
  const { page, errors, close } = await openWindow(home);
  try {
    await page.getByRole('heading', { name: 'Projects' }).waitFor();
    const clock = await PageClock.start(page);
    await measureCanvas(report, page, clock);
    await measureRuns(report, page, clock);
    await measurePictures(report, page, clock);
    if (errors.length > 0) throw new Error(`something broke in the window: ${errors[0]}`);
  } finally {
    await close();
    await engineLeft(home);
  }
}
