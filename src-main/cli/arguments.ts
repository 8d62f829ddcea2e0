import { InvalidArgumentError } from 'commander';
import type { SplitSpec } from '#shared/data/types.ts';

/** `70/15/15`: percentages for training, validation and test. */
export function parseSplit(text: string): SplitSpec {
  const shares = text.split('/').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const [train, validation, test] = shares;
  const isValid = shares.length === 3 && shares.every((share) => share >= 0);
  if (!isValid || train === undefined || validation === undefined || test === undefined) {
    throw new InvalidArgumentError('Expected three percentages for train/validation/test, e.g. 70/15/15.');
  }
  if (Math.abs(train + validation + test - 100) > 1e-9) {
    throw new InvalidArgumentError(`The three shares must add up to 100; these make ${train + validation + test}.`);
  }
  return { train, validation, test };
}

export function parseWholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('Expected a whole number.');
  return Number(text);
}

/** Gathers an option that may be given several times. */
export const collect = (value: string, before: string[]): string[] => [...before, value];
