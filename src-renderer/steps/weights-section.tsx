import type { StepWeight } from '#shared/training/step-record.ts';
import { formatNumber, formatShare } from './format-number.ts';
import { Histogram } from './histogram.tsx';
import { usePlayerState } from './player-context.ts';
import { TensorPicture } from './tensor-picture.tsx';
import { type LoadedView, useLast, useViews } from './use-views.ts';

const HALF = 134;

/** A layer's weights one by one: what the loss wants of them, or what was done about it. */
export function WeightsSection({ node, phase }: { node: string; phase: 'backward' | 'update' }) {
  const found = usePlayerState(({ record }) => record?.nodes.find((each) => each.node === node));
  const views = useLast(useViews(node, 'weights', 64), `${node} weights`) ?? [];
  const shown = (found?.weights ?? []).filter(({ gradient }) => phase === 'update' || gradient !== null);
  return (
    <>
      {shown.map((weight) => (
        <section key={weight.name} className="step-section">
          <h3>
            {weight.name} <span className="mono">{weight.before.shape.join(' × ')}</span>
          </h3>
          {phase === 'backward' ? (
            <GradientOf weight={weight} view={viewNamed(views, weight, 'gradient')} />
          ) : (
            <ChangeOf weight={weight} views={views} />
          )}
        </section>
      ))}
    </>
  );
}

const viewNamed = (views: readonly LoadedView[], { name }: StepWeight, what: string): LoadedView | undefined =>
  views.find((view) => view.name === `${name}/${what}`);

function GradientOf({ weight, view }: { weight: StepWeight; view: LoadedView | undefined }) {
  return (
    <>
      {view && <WeightPicture view={view} label={`Gradient by ${weight.name}`} width={284} />}
      <dl className="pairs">
        <dt>Length of its gradient</dt>
        <dd>{formatNumber(weight.gradient?.norm)}</dd>
        <dt>Largest</dt>
        <dd>{formatNumber(Math.max(Math.abs(weight.gradient?.min ?? 0), Math.abs(weight.gradient?.max ?? 0)))}</dd>
      </dl>
    </>
  );
}

function ChangeOf({ weight, views }: { weight: StepWeight; views: readonly LoadedView[] }) {
  const { name, largest } = weight;
  return (
    <>
      <div className="step-before-after">
        {(['before', 'after'] as const).map((what) => {
          const view = viewNamed(views, weight, what);
          return (
            <div key={what}>
              <p className="t3 small">{what}</p>
              {view && <WeightPicture view={view} label={`${name} ${what} the step`} width={HALF} />}
              <Histogram
                summary={weight[what]}
                label={`Histogram of ${name} ${what}`}
                width={HALF}
                height={24}
                tone="quiet"
              />
            </div>
          );
        })}
      </div>
      <Change weight={weight} view={viewNamed(views, weight, 'delta')} />
      <dl className="pairs">
        <dt>{weight.trainable ? 'Moved by' : 'Follows the batches, moved by'}</dt>
        <dd>
          {formatNumber(weight.delta.norm)}
          {weight.ratio !== null && ` (${formatShare(weight.ratio)} of its length)`}
        </dd>
        {largest && (
          <>
            <dt>Largest change, at [{largest.index.join(', ')}]</dt>
            <dd>
              {formatNumber(largest.before)} → {formatNumber(largest.after)}
            </dd>
          </>
        )}
      </dl>
    </>
  );
}

function Change({ weight, view }: { weight: StepWeight; view: LoadedView | undefined }) {
  if (!view) return null;
  return (
    <div className="step-delta">
      <p className="t3 small">
        change, on its own scale: {formatNumber(view.view.low)} … {formatNumber(view.view.high)}
      </p>
      <WeightPicture view={view} label={`Change of ${weight.name}`} width={284} />
    </div>
  );
}

/** Kernels as small pictures, biases as a row of cells. */
function WeightPicture({ view, label, width }: { view: LoadedView; label: string; width: number }) {
  const { kind, shown, height } = view.view;
  const isStrip = kind === 'strip';
  const tile = isStrip ? 9 : shown === 1 ? width : height <= 7 ? 20 : 44;
  return <TensorPicture view={view} look="gradient" label={label} width={width} rows={isStrip ? 4 : 6} tile={tile} />;
}
