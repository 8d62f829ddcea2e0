import { expect, it } from 'vitest';
import { activationFromConfig } from './activations.ts';
import { symmetricFactor } from './augmentation.ts';
import { initializerFromConfig, initializerNames, initializerToConfig } from './initializers.ts';

it('reads back every initializer that it writes', () => {
  for (const name of initializerNames) {
    expect(initializerFromConfig(initializerToConfig(name))).toBe(name);
    expect(initializerFromConfig(name)).toBe(name);
  }
});

it('leaves unknown names as they are, for the parameter to report', () => {
  expect(initializerFromConfig({ class_name: 'Identity', config: {} })).toBe('Identity');
  expect(activationFromConfig('swish2')).toBe('swish2');
  expect(activationFromConfig(null)).toBe('linear');
  expect(activationFromConfig({ module: 'builtins', class_name: 'function', config: 'relu' })).toBe('relu');
});

it('reads a factor from a number or a range around zero', () => {
  expect(symmetricFactor(0.2)).toBe(0.2);
  expect(symmetricFactor([-0.2, 0.2])).toBe(0.2);
  expect(symmetricFactor([0, 0.2])).toBe(0.2);
  expect(symmetricFactor([-0.1, 0.3])).toEqual([-0.1, 0.3]);
});
