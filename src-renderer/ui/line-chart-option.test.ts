import { expect, it } from 'vitest';
import { chartOption, endWords, eventAlign, labelShifts } from './line-chart-option.ts';

const token = (name: string) => `<${name}>`;
const ids = (option: object) => (option as { series: { id: string }[] }).series.map(({ id }) => id);

it('draws curves above their interval, coloured by token', () => {
  const option = chartOption(
    {
      x: { name: 'Epoch' },
      y: { min: 0, max: 1 },
      series: [{ id: 'val', name: 'Validation', color: '--c-2', points: [[1, 0.5]], band: [[1, 0.4, 0.6]] }],
    },
    token,
  );
  expect(ids(option)).toEqual(['guides', 'val low', 'val high', 'val']);
  const [, low, high, curve] = (option as { series: { data: number[][]; lineStyle: { color: string } }[] }).series;
  expect(low?.data).toEqual([[1, 0.4]]);
  expect(high?.data[0]?.[1]).toBeCloseTo(0.2);
  expect(curve?.lineStyle.color).toBe('<--c-2>');
});

it('leaves room for the labels at the ends', () => {
  const width = (endLabel: string) =>
    (
      chartOption(
        { x: { name: 'x' }, y: {}, series: [{ id: 'a', name: 'a', color: '--c-1', points: [], endLabel }] },
        token,
      ) as {
        grid: { right: number };
      }
    ).grid.right;
  expect(width('14 residual-small')).toBeGreaterThan(width('0.78'));
});

it('moves labels apart where curves end together, and leaves others where they are', () => {
  const ending = (id: string, value: number, at = 30) => ({
    id,
    name: id,
    color: '--c-1',
    endLabel: value.toFixed(2),
    points: [
      [0, 0],
      [at, value],
    ] as const,
  });
  const series = [ending('a', 0.55), ending('b', 0.56), ending('c', 0.1), ending('early', 0.555, 10)];
  const shifts = labelShifts(series, { min: 0, max: 1 });
  expect(shifts.get('b')).toBe(0);
  expect(shifts.get('a')).toBeCloseTo(12);
  expect(shifts.get('c')).toBe(0);
  expect(shifts.get('early')).toBe(0);
});

it('keeps the words of an event within the chart, whichever edge it is near', () => {
  const chart = { x: { name: 'Epoch', min: 0, max: 10 }, series: [] };
  expect([0, 5, 10].map((at) => eventAlign(chart, at))).toEqual(['left', 'center', 'right']);
  const growing = {
    x: { name: 'Seconds' },
    series: [{ id: 'a', name: 'A', color: '--c-1', points: [[4, 1] as const] }],
  };
  expect(eventAlign(growing, 4)).toBe('left');
});

it('tells a loss that explodes by its power of ten, at its end and on the axis', () => {
  expect([0.431, 12_345.678, 3.14e9, 2e30].map(endWords)).toEqual(['0.43', '12345.68', '3.1e9', '2e30']);
  const { yAxis } = chartOption({ x: { name: 'Epoch' }, y: {}, series: [] }, token) as {
    yAxis: { axisLabel: { formatter: (value: number) => string } };
  };
  expect([0, 0.85, 1, 200_000, 2e9].map(yAxis.axisLabel.formatter)).toEqual(['0.0', '0.85', '1.0', '200000', '2e9']);
});
