import { expect, test } from 'vitest';
import { refuseMissing } from './require-device.ts';

const cards = [{ name: 'NVIDIA A' }, { name: 'NVIDIA B' }];

test('a card that is there and can be used is taken', () => {
  expect(() => refuseMissing('gpu:1', 'cuda', cards)).not.toThrow();
});

test('a card that is not there is refused with those that are', () => {
  expect(() => refuseMissing('gpu:2', 'cuda', cards)).toThrow(
    'There is no card gpu:2: here are gpu:0 (NVIDIA A), gpu:1 (NVIDIA B). Choose another device, or cpu.',
  );
  expect(() => refuseMissing('gpu:0', 'cuda', [])).toThrow('no NVIDIA card answers here');
});

test('a card that the CPU build of TensorFlow cannot use is refused with what to install', () => {
  expect(() => refuseMissing('gpu:0', 'cpu', cards)).toThrow(/npm start -- --cuda/);
});
