import { expect, it } from 'vitest';
import { exportCommand, folderName } from './command-line.ts';

it('quotes what a shell would take apart', () => {
  expect(exportCommand('run_7k2m', 'tfjs', 'out/emoji')).toBe(
    'npx strata export run_7k2m --format tfjs --out out/emoji',
  );
  expect(exportCommand('run_7k2m', 'tfjs', "Noor's models")).toBe(
    "npx strata export run_7k2m --format tfjs --out 'Noor'\\''s models'",
  );
});

it('names a folder after project and run', () => {
  expect(folderName('Emoji sorter', 14, 'tfjs')).toBe('emoji-sorter-run-14-tfjs');
  expect(folderName('???', 1, 'tfjs')).toBe('model-run-1-tfjs');
});
