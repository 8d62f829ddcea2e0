import { expect, test } from 'vitest';
import { metricWords } from './metric-words.ts';
import { betterWhen, isBetter, monitored } from './monitored.ts';

test('accuracy is better when it is higher, a loss when it is lower, whichever output it is of', () => {
  expect(['val_accuracy', 'accuracy', 'val_out_accuracy', 'a_b_accuracy_2'].map(betterWhen)).toEqual(
    new Array(4).fill('higher'),
  );
  expect(['val_loss', 'loss', 'val_out_loss', 'val_accuracy_loss', 'unknown'].map(betterWhen)).toEqual(
    new Array(5).fill('lower'),
  );
  expect(isBetter({ name: 'val_accuracy', value: 0.8 }, 0.7)).toBe(true);
  expect(isBetter({ name: 'val_loss', value: 0.8 }, 0.7)).toBe(false);
  expect(isBetter({ name: 'val_loss', value: 0.8 }, null)).toBe(true);
});

test('what is not there is stood in for by the nearest that is, under its own name', () => {
  expect(monitored({ loss: 1, accuracy: 0.5, val_accuracy: 0.4 }, 'val_accuracy')).toEqual({
    name: 'val_accuracy',
    value: 0.4,
  });
  expect(monitored({ loss: 1, accuracy: 0.5 }, 'val_accuracy')).toEqual({ name: 'accuracy', value: 0.5 });
  expect(monitored({ loss: 1, val_loss: 2 }, 'val_accuracy')).toEqual({ name: 'val_loss', value: 2 });
  expect(monitored({ loss: null }, 'val_loss')).toBeNull();
});

test('metrics have words', () => {
  expect(metricWords('val_accuracy')).toBe('validation accuracy');
  expect(metricWords('val_output_2_loss')).toBe('validation loss of output_2');
  expect(metricWords('loss')).toBe('loss');
  expect(metricWords('learning_rate')).toBe('learning rate');
});
