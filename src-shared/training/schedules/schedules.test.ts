import { describe, expect, it } from 'vitest';
import golden from './golden.json' with { type: 'json' };
import { rateAt, scheduleConfig, scheduleNames } from './index.ts';

const context = {
  rate: golden.rate,
  stepsPerEpoch: golden.stepsPerEpoch,
  steps: golden.stepsPerEpoch * golden.epochs,
};

describe('schedules of the learning rate', () => {
  it('all have a case', () => {
    expect(new Set(golden.cases.map(({ config }) => config.name))).toEqual(new Set(scheduleNames));
  });

  it.each(golden.cases.map((known) => [JSON.stringify(known.config), known] as const))(
    'are Keras’s: %s',
    (_, known) => {
      const config = scheduleConfig.parse(known.config);
      for (const [index, step] of golden.steps.entries()) {
        const expected = known.rates[index] ?? Number.NaN;
        // Keras computes in float32.
        expect(Math.abs(rateAt(config, step, context) - expected)).toBeLessThan(2e-6 * golden.rate);
      }
    },
  );

  it.each(scheduleNames)('%s gives a rate for every step, in one epoch of one step too', (name) => {
    const config = scheduleConfig.parse({ name });
    for (const [steps, stepsPerEpoch] of [
      [1, 1],
      [2, 1],
      [30, 3],
    ] as const) {
      for (let step = 0; step < steps; step += 1) {
        const rate = rateAt(config, step, { rate: 0.1, stepsPerEpoch, steps });
        expect(rate).toBeGreaterThanOrEqual(0);
        expect(rate).toBeLessThanOrEqual(0.1 + 1e-12);
      }
    }
  });
});
