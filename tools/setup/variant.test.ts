import { expect, it } from 'vitest';
import { chooseVariant, hasPinnedTensorFlow } from './variant.mjs';

const nothing = { remembered: null, installed: null, hasCard: () => false };

it('takes CUDA where a card is found, CPU elsewhere', () => {
  expect(chooseVariant(null, nothing)).toBe('cpu');
  expect(chooseVariant(null, { ...nothing, hasCard: () => true })).toBe('cuda');
});

it('lets a flag win over everything, and remembers it over what is installed', () => {
  const all = { remembered: { device: 'cuda' }, installed: { variant: 'cuda' }, hasCard: () => true };
  expect(chooseVariant('cpu', all)).toBe('cpu');
  expect(chooseVariant(null, { ...all, remembered: { device: 'cpu' } })).toBe('cpu');
});

it('stays with what is installed, without asking the driver again', () => {
  const asked: string[] = [];
  const hasCard = () => asked.push('nvidia-smi') > 0;
  expect(chooseVariant(null, { remembered: null, installed: { variant: 'cpu' }, hasCard })).toBe('cpu');
  expect(asked).toEqual([]);
});

it('has pinned libraries for Linux on x64 alone', () => {
  expect(hasPinnedTensorFlow('linux', 'x64')).toBe(true);
  expect(hasPinnedTensorFlow('linux', 'arm64')).toBe(false);
  expect(hasPinnedTensorFlow('darwin', 'arm64')).toBe(false);
});
