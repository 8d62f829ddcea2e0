import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readWindowState, writeWindowState } from './window-state.ts';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'strata-window-'));
  file = join(folder, 'deep', 'window.json');
});
afterEach(() => rmSync(folder, { recursive: true }));

const display = { x: 0, y: 0, width: 1920, height: 1040 };
const state = { bounds: { x: 100, y: 50, width: 1200, height: 800 }, isMaximized: true };

it('gives back what was kept', () => {
  writeWindowState(file, state);
  expect(readWindowState(file, [display])).toEqual(state);
});

it('gives nothing where there is nothing to trust', () => {
  expect(readWindowState(file, [display])).toBeNull();
  writeWindowState(file, state);
  for (const text of ['{', '{}', JSON.stringify({ ...state, bounds: { ...state.bounds, width: 3 } })]) {
    writeFileSync(file, text);
    expect(readWindowState(file, [display])).toBeNull();
  }
});

it('leaves a display that is gone', () => {
  const keep = (x: number, y: number) => writeWindowState(file, { ...state, bounds: { ...state.bounds, x, y } });
  keep(2500, 50);
  expect(readWindowState(file, [display])).toBeNull();
  expect(readWindowState(file, [display, { ...display, x: 1920 }])).not.toBeNull();
  keep(-1150, 50);
  expect(readWindowState(file, [display])).toBeNull();
  keep(100, -60);
  expect(readWindowState(file, [display])).toBeNull();
});
