export type Point = readonly [x: number, y: number];

export interface ChartSeries {
  readonly id: string;
  readonly name: string;
  /** A design token: `--c-1`. */
  readonly color: string;
  readonly points: readonly Point[];
  /** Thin and pale: single batches behind the curve of the epochs. */
  readonly faint?: boolean;
  /** Stands at the end of the curve; none without. */
  readonly endLabel?: string;
  /** A 95 % interval around the curve: low and high at each x. */
  readonly band?: readonly (readonly [x: number, low: number, high: number])[];
  /** Marks one point with a ring: the best epoch. */
  readonly ring?: Point;
}

export interface ChartContent {
  readonly series: readonly ChartSeries[];
  readonly x: {
    readonly name: string;
    readonly min?: number;
    readonly max?: number;
    readonly integer?: boolean;
    /** Powers of ten at even distances; for values above 0. */
    readonly logarithmic?: boolean;
  };
  readonly y: { readonly min?: number; readonly max?: number };
  /** Horizontal lines with a word: guessing. */
  readonly levels?: readonly { readonly value: number; readonly label: string }[];
  /** Vertical lines: events. */
  readonly events?: readonly {
    readonly x: number;
    readonly label: string;
    readonly tone: '--bad' | '--warn' | '--info';
  }[];
}

type Token = (name: string) => string;

const FONT_SIZE = 11;

function axis(token: Token) {
  return {
    type: 'value',
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { color: token('--text-3'), fontSize: FONT_SIZE, fontFamily: token('--font'), hideOverlap: true },
    splitLine: { lineStyle: { color: token('--grid') } },
  };
}

/** Lines of text need this much of a chart's height, which is at least about 300 px. */
const LABEL_SHARE = 0.05;
const LABEL_PX = 15;
/** Ends further apart than this share of the width have room beside each other. */
const LABEL_REACH = 0.12;

/** How far each end label moves up (negative) or down, in pixels, so that curves that end together stay readable. */
export function labelShifts(series: readonly ChartSeries[], y: ChartContent['y']): Map<string, number> {
  const values = series.flatMap(({ points }) => points.map(([, value]) => value));
  const low = y.min ?? Math.min(...values);
  const range = (y.max ?? Math.max(...values)) - low || 1;
  const widths = series.flatMap(({ points }) => points.map(([x]) => x));
  const near = (Math.max(...widths) - Math.min(...widths)) * LABEL_REACH;
  const ends = series
    .flatMap(({ id, endLabel, points }) => {
      const last = points[points.length - 1];
      return endLabel && last ? [{ id, x: last[0], at: (last[1] - low) / range, shift: 0 }] : [];
    })
    .sort((a, b) => b.at - a.at);
  const shifts = new Map<string, number>();
  for (const [position, end] of ends.entries()) {
    const above = ends
      .slice(0, position)
      .reverse()
      .find(({ x }) => Math.abs(x - end.x) <= near);
    if (above) {
      const missing = LABEL_SHARE - (above.at - end.at) + (above.shift / LABEL_PX) * LABEL_SHARE;
      end.shift = Math.max(0, (missing / LABEL_SHARE) * LABEL_PX);
    }
    shifts.set(end.id, end.shift);
  }
  return shifts;
}

/** Two stacked invisible lines with the area between them filled: how ECharts draws a band. */
function bandSeries(series: ChartSeries, token: Token): object[] {
  if (!series.band || series.band.length === 0) return [];
  const common = {
    type: 'line',
    stack: `${series.id} band`,
    stackStrategy: 'all',
    symbol: 'none',
    silent: true,
    animation: false,
    lineStyle: { width: 0, opacity: 0 },
    tooltip: { show: false },
    z: 1,
  };
  return [
    { ...common, id: `${series.id} low`, data: series.band.map(([x, low]) => [x, low]) },
    {
      ...common,
      id: `${series.id} high`,
      data: series.band.map(([x, low, high]) => [x, high - low]),
      areaStyle: { color: token(series.color), opacity: 0.16 },
    },
  ];
}

function lineSeries(series: ChartSeries, shift: number, token: Token): object {
  const color = token(series.color);
  return {
    id: series.id,
    name: series.name,
    type: 'line',
    data: series.points,
    animation: false,
    symbol: series.points.length === 1 ? 'circle' : 'none',
    symbolSize: 5,
    sampling: series.faint ? 'lttb' : undefined,
    silent: series.faint,
    tooltip: { show: !series.faint },
    z: series.faint ? 2 : 3,
    lineStyle: { color, width: series.faint ? 1 : 1.75, opacity: series.faint ? 0.35 : 1, join: 'round' },
    itemStyle: { color },
    emphasis: { disabled: true },
    endLabel: series.endLabel
      ? {
          show: true,
          formatter: series.endLabel,
          // Grey lines are paler than text may be.
          color: series.color === '--c-ghost' ? token('--text-3') : color,
          offset: [0, shift],
          fontSize: FONT_SIZE,
          fontWeight: 600,
          fontFamily: token('--font'),
          distance: 9,
        }
      : { show: false },
    markPoint: series.ring
      ? {
          silent: true,
          animation: false,
          symbol: 'circle',
          symbolSize: 9,
          label: { show: false },
          itemStyle: { color: token('--surface'), borderColor: color, borderWidth: 2 },
          data: [{ coord: [...series.ring] }],
        }
      : { data: [] },
  };
}

/** Events nearer to an edge than this share of the width have their words on the side that has room. */
const EDGE = 0.25;

/** On which side of its line an event's words stand, so that no edge cuts them. */
export function eventAlign({ series, x }: Pick<ChartContent, 'series' | 'x'>, at: number): 'left' | 'center' | 'right' {
  const known = series.flatMap(({ points }) => points.map(([value]) => value));
  const low = x.min ?? Math.min(at, ...known);
  const share = (at - low) / ((x.max ?? Math.max(at, ...known)) - low || 1);
  return share < EDGE ? 'left' : share > 1 - EDGE ? 'right' : 'center';
}

/** Levels and events hang on a series of their own, so that they stand before the first curve has a point. */
function guides({ levels = [], events = [], series, x: along }: ChartContent, token: Token): object {
  const label = { fontSize: FONT_SIZE, fontFamily: token('--font'), color: token('--text-3') };
  return {
    id: 'guides',
    type: 'line',
    data: [],
    silent: true,
    animation: false,
    tooltip: { show: false },
    markLine: {
      silent: true,
      animation: false,
      symbol: 'none',
      data: [
        ...levels.map(({ value, label: text }) => ({
          yAxis: value,
          lineStyle: { color: token('--text-3'), type: 'dotted', width: 1 },
          label: { ...label, formatter: text, position: 'insideEndTop' },
        })),
        ...events.map(({ x, label: text, tone }) => ({
          xAxis: x,
          lineStyle: { color: token(tone), type: 'dashed', width: 1 },
          label: {
            ...label,
            formatter: text,
            position: 'end',
            rotate: 0,
            align: eventAlign({ series, x: along }, x),
            color: token(`${tone}-text`),
            backgroundColor: token(`${tone}-soft`),
            padding: [3, 6],
            borderRadius: 3,
          },
        })),
      ],
    },
  };
}

/** Of a loss that explodes: longer numbers than this are told by their power of ten. */
const LONG = 1e6;
const byPower = (value: number): string => value.toExponential(1).replace('.0e', 'e').replace('e+', 'e');

/** The value at a curve's end: `0.43`, `3.1e9`. */
export const endWords = (value: number): string => (Math.abs(value) >= LONG ? byPower(value) : value.toFixed(2));

const short = (value: unknown): string =>
  typeof value !== 'number'
    ? '–'
    : Math.abs(value) >= LONG
      ? byPower(value)
      : Math.abs(value) >= 100
        ? value.toFixed(0)
        : value.toFixed(3);

function formatX(at: unknown, { integer, logarithmic }: ChartContent['x']): string {
  if (typeof at !== 'number') return short(at);
  if (logarithmic) return String(Number(at.toPrecision(2)));
  return integer ? String(Math.round(at)) : short(at);
}

function tooltip({ series, x }: ChartContent, token: Token): object {
  const names = new Map(series.filter(({ faint }) => !faint).map((one) => [one.id, one]));
  return {
    trigger: 'axis',
    transitionDuration: 0,
    confine: true,
    backgroundColor: token('--overlay'),
    borderColor: token('--line-2'),
    padding: [6, 8],
    textStyle: { color: token('--text'), fontSize: FONT_SIZE, fontFamily: token('--font') },
    axisPointer: { type: 'line', lineStyle: { color: token('--text-3'), width: 1, type: 'solid' } },
    // Values and names only, as a text node: names of runs and classes are the person's own words, never markup.
    formatter: (found: readonly { seriesId: string; value: readonly unknown[] }[]) => {
      const box = document.createElement('div');
      const at = found[0]?.value[0];
      const lines = [`${x.name} ${formatX(at, x)}`];
      for (const { seriesId, value } of found) {
        const one = names.get(seriesId);
        if (one) lines.push(`${one.name}  ${short(value[1])}`);
      }
      box.style.whiteSpace = 'pre';
      box.textContent = lines.join('\n');
      return box;
    },
  };
}

/** `1.0` beside `0.8`, but `0.85` as it is, and `2e9`. */
const tenths = (value: number): string =>
  Math.abs(value) >= LONG
    ? byPower(value)
    : Math.abs(value) < 10 && Number.isInteger(Math.round(value * 1e6) / 1e5)
      ? value.toFixed(1)
      : String(Number(value.toPrecision(6)));

/** What is drawn, in ECharts's words. */
export function chartOption(content: ChartContent, token: Token): Record<string, unknown> {
  const { series, x, y } = content;
  const shifts = labelShifts(series, y);
  const longest = Math.max(0, ...series.map(({ endLabel }) => endLabel?.length ?? 0));
  return {
    animation: false,
    grid: {
      left: 8,
      right: Math.max(18, 14 + longest * 6.5),
      top: (content.events?.length ?? 0) > 0 ? 26 : 12,
      bottom: 6,
      containLabel: true,
    },
    tooltip: tooltip(content, token),
    xAxis: {
      ...axis(token),
      ...(x.logarithmic ? { type: 'log' } : {}),
      min: x.min ?? 'dataMin',
      max: x.max ?? 'dataMax',
      minInterval: x.integer ? 1 : undefined,
      splitLine: { show: false },
      axisLine: { show: true, lineStyle: { color: token('--axis') } },
      ...(x.logarithmic
        ? { axisLabel: { ...axis(token).axisLabel, formatter: (value: number) => value.toExponential(0) } }
        : {}),
    },
    yAxis: {
      ...axis(token),
      axisLabel: { ...axis(token).axisLabel, formatter: (value: number) => tenths(value) },
      min: y.min,
      max: y.max,
      scale: true,
    },
    series: [
      guides(content, token),
      ...series.flatMap((one) => bandSeries(one, token)),
      ...series.map((one) => lineSeries(one, shifts.get(one.id) ?? 0, token)),
    ],
  };
}
