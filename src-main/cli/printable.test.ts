import { expect, it } from 'vitest';
import { Output } from './output.ts';
import { table } from './table.ts';

it('a hostile class name neither moves the cursor nor breaks a table nor turns a line around', () => {
  const written: string[] = [];
  const stream = { isTTY: false as const, write: (text: string | Uint8Array) => written.push(String(text)) > 0 };
  const output = new Output(false, { stdout: stream, stderr: stream });
  output.result({}, () =>
    table([
      ['class', 'samples'],
      ['a\nb\x1b[2J\u202egnp', 1],
      ['שלום 🐈‍⬛', 2],
    ]),
  );
  output.note('\x1b]0;title\x07');
  expect(written.join('').split('\n')).toEqual([
    'class                   samples',
    'a\\nb\\u001b[2J\\u202egnp  1',
    'שלום 🐈‍⬛               2',
    '\\u001b]0;title\\u0007',
    '',
  ]);
});
