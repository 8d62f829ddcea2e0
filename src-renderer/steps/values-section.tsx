import { formatNumber, formatShare } from './format-number.ts';
import { Histogram } from './histogram.tsx';
import { usePlayerState } from './player-context.ts';
import { TensorPicture } from './tensor-picture.tsx';
import { useLook } from './use-look.ts';
import { useLast, useViews } from './use-views.ts';
import { FEW, ValueBars } from './value-bars.tsx';

const WIDTH = 284;

/** All channels of the sample that is shown, and the figures of the whole batch. */
export function ValuesSection({ node, part }: { node: string; part: 'activation' | 'gradient' }) {
  const found = usePlayerState(({ record }) => record?.nodes.find((each) => each.node === node));
  const count = usePlayerState((state) => state.record?.count ?? 0);
  const main = useLast(useViews(node, part, 64), `${node} ${part}`)?.[0];
  const look = useLook(node, part);
  const summary = part === 'gradient' ? found?.gradient : found?.forward;
  if (!summary) return null;
  const view = main?.view;
  const what = part === 'gradient' ? 'The gradient that came back' : 'What it gives';
  return (
    <>
      <section className="step-section">
        <h3>
          {what}, this sample: {summary.shape.join(' × ')}
        </h3>
        {main && view?.kind === 'strip' && view.shown <= FEW && (
          <ValueBars values={new Float32Array(main.bytes)} tone={part === 'gradient' ? 'backward' : 'forward'} />
        )}
        {main && view && (view.kind === 'tiles' || view.shown > FEW) && (
          <>
            <TensorPicture
              view={main}
              look={look}
              label={`${what} at ${node}, ${view.shown} of ${view.total} shown`}
              width={WIDTH}
              rows={view.kind === 'strip' ? 40 : 8}
              tile={view.kind === 'strip' ? 9 : view.shown <= 4 ? 140 : 64}
            />
            <p className="t3 small step-legend">
              <span>{formatNumber(view.low)}</span>
              <i className={look === 'picture' ? 'grey' : view.low < 0 || look === 'gradient' ? 'apart' : 'growing'} />
              <span>{formatNumber(view.high)}</span>
            </p>
            {view.shown < view.total && (
              <p className="t3 small">
                The first {view.shown} of {view.total}.
              </p>
            )}
          </>
        )}
      </section>
      <section className="step-section">
        <h3>Over the whole batch of {count}</h3>
        <Histogram
          summary={summary}
          label={`Histogram of ${part} at ${node}`}
          width={WIDTH}
          height={44}
          tone={part === 'gradient' ? 'backward' : 'forward'}
        />
        <dl className="pairs">
          <dt>Mean ± spread</dt>
          <dd>
            {formatNumber(summary.mean)} ± {formatNumber(summary.std)}
          </dd>
          {part === 'gradient' && (
            <>
              <dt>Length</dt>
              <dd>{formatNumber(summary.norm)}</dd>
            </>
          )}
          <dt>Exactly zero</dt>
          <dd>{formatShare(summary.zeros)}</dd>
          <dt>No number</dt>
          <dd className={summary.notFinite > 0 ? 'bad-text' : undefined}>{summary.notFinite}</dd>
        </dl>
      </section>
    </>
  );
}
