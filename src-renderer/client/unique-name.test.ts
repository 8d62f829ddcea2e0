import { expect, it } from 'vitest';
import { baseName, uniqueName } from './unique-name.ts';

it('keeps a free name and numbers a taken one', () => {
  expect(uniqueName('Flowers', ['Birds'])).toBe('Flowers');
  expect(uniqueName('Flowers', ['flowers', 'Flowers 2'])).toBe('Flowers 3');
});

it('names a folder after its last part', () => {
  expect(baseName('/home/ada/My flowers/')).toBe('My flowers');
  expect(baseName('C:\\Pictures\\cats')).toBe('cats');
  expect(baseName('/tmp/net.strata', '.strata')).toBe('net');
});
