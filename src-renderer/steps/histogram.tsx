import type { TensorSummary } from '#shared/training/step-record.ts';
import { formatNumber } from './format-number.ts';

interface HistogramProps {
  summary: TensorSummary;
  label: string;
  width: number;
  height: number;
  tone: 'forward' | 'backward' | 'update' | 'quiet';
  /** Only the bars. */
  bare?: boolean;
}

/** Heights follow the square root: a peak at 0 would flatten everything else. */
const heightOf = (count: number, most: number): number => (most > 0 ? Math.sqrt(count / most) : 0);

/** How often each size of value occurs; the line stands at 0. */
export function Histogram({ summary, label, width, height, tone, bare }: HistogramProps) {
  const { low, high, counts } = summary.histogram;
  const most = Math.max(...counts);
  const bar = width / counts.length;
  const zero = low < 0 && high > 0 ? (-low / (high - low)) * width : null;
  return (
    <figure className={`histogram ${tone}`} style={{ width }}>
      <svg width={width} height={height} role="img" aria-hidden={bare} aria-label={label}>
        {counts.map((count, index) => {
          const tall = Math.max(count > 0 ? 1 : 0, heightOf(count, most) * height);
          return (
            <rect
              // biome-ignore lint/suspicious/noArrayIndexKey: a bin is its position
              key={index}
              x={index * bar}
              y={height - tall}
              width={Math.max(1, bar - (bare ? 0 : 1))}
              height={tall}
            />
          );
        })}
        {zero !== null && <line x1={zero} x2={zero} y1={0} y2={height} />}
      </svg>
      {!bare && (
        <figcaption>
          <span>{formatNumber(low)}</span>
          <span>{formatNumber(high)}</span>
        </figcaption>
      )}
    </figure>
  );
}
