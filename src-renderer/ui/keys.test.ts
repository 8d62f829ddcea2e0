import { describe, expect, it } from 'vitest';
import { matchesKeys } from './keys.ts';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe('matchesKeys', () => {
  it('tells a letter from the letter with Ctrl', () => {
    expect(matchesKeys(press('d'), 'D')).toBe(true);
    expect(matchesKeys(press('d', { ctrlKey: true }), 'D')).toBe(false);
    expect(matchesKeys(press('d', { ctrlKey: true }), 'Ctrl D')).toBe(true);
    expect(matchesKeys(press('d', { metaKey: true }), 'Ctrl D')).toBe(true);
  });
  it('tells undo from redo by Shift', () => {
    expect(matchesKeys(press('Z', { ctrlKey: true, shiftKey: true }), 'Ctrl Z')).toBe(false);
    expect(matchesKeys(press('Z', { ctrlKey: true, shiftKey: true }), 'Ctrl Y, Ctrl Shift Z')).toBe(true);
    expect(matchesKeys(press('y', { ctrlKey: true }), 'Ctrl Y, Ctrl Shift Z')).toBe(true);
  });
  it('takes signs however the keyboard types them', () => {
    expect(matchesKeys(press('?', { shiftKey: true }), '?')).toBe(true);
    expect(matchesKeys(press('/', { shiftKey: true }), '/')).toBe(true);
  });
  it('knows the names printed on keys', () => {
    expect(matchesKeys(press(' '), 'Space')).toBe(true);
    expect(matchesKeys(press('Enter', { altKey: true }), 'Alt Enter')).toBe(true);
    expect(matchesKeys(press('Enter'), 'Alt Enter')).toBe(false);
  });
});
