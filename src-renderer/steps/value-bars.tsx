import { formatNumber } from './format-number.ts';

/** More are shown as cells. */
export const FEW = 12;

interface ValueBarsProps {
  values: Float32Array;
  tone: 'forward' | 'backward' | 'update';
}

/** A handful of values, each with its bar to the left or right of 0. */
export function ValueBars({ values, tone }: ValueBarsProps) {
  const largest = Math.max(1e-12, ...[...values].map(Math.abs));
  return (
    <ol className={`value-bars ${tone}`} aria-label="Values">
      {[...values].map((value, index) => {
        const share = (Math.abs(value) / largest) * 50;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a value is its position
          <li key={index}>
            <span className="t3">{index}</span>
            <span className="track">
              <i style={value < 0 ? { right: '50%', width: `${share}%` } : { left: '50%', width: `${share}%` }} />
            </span>
            <span className="num">{formatNumber(value)}</span>
          </li>
        );
      })}
    </ol>
  );
}
