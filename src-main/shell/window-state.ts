import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const rectangle = z.object({ x: z.number(), y: z.number(), width: z.number().min(400), height: z.number().min(300) });
const windowState = z.object({ bounds: rectangle, isMaximized: z.boolean() });
export type WindowState = z.infer<typeof windowState>;
type Rectangle = z.infer<typeof rectangle>;

/** Null where none was kept, or it lies on a display that is no longer there. */
export function readWindowState(file: string, displays: readonly Rectangle[]): WindowState | null {
  try {
    const state = windowState.parse(JSON.parse(readFileSync(file, 'utf8')));
    return displays.some((display) => isReachable(state.bounds, display)) ? state : null;
  } catch {
    return null;
  }
}

/** Enough of the title bar to take hold of. */
function isReachable(window: Rectangle, display: Rectangle): boolean {
  const width = Math.min(window.x + window.width, display.x + display.width) - Math.max(window.x, display.x);
  const isTopInside = window.y >= display.y && window.y < display.y + display.height - 40;
  return width >= 100 && isTopInside;
}

export function writeWindowState(file: string, state: WindowState): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.new`, JSON.stringify(state));
    renameSync(`${file}.new`, file);
  } catch {
    // A full disk must not keep a window from closing; it opens in the middle next time.
  }
}
