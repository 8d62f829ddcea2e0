import { ClassBars } from '#renderer/ui/class-bars.tsx';
import { getLayer } from '#shared/layers/index.ts';
import { formatNumber, formatShare } from './format-number.ts';
import { Histogram } from './histogram.tsx';
import { phaseTitle } from './phases.ts';
import { usePlayerState } from './player-context.ts';
import { scoresOf } from './scores-of.ts';
import { TensorPicture } from './tensor-picture.tsx';
import { useLook } from './use-look.ts';
import { useLast, useViews } from './use-views.ts';
import { FEW, ValueBars } from './value-bars.tsx';

const WIDTH = 232;

/** Beside the layer that something happens at: what it gives now, or what comes back to it. */
export function LayerCard({ node }: { node: string }) {
  const phase = usePlayerState(({ steps, at }) => steps[at]?.phase ?? 'data');
  const found = usePlayerState(({ record }) => record?.nodes.find((each) => each.node === node));
  const part = phase === 'backward' ? 'gradient' : phase === 'update' ? 'weights' : 'activation';
  const views = useLast(useViews(node, part, 16), `${node} ${part}`);
  const look = useLook(node, part);
  const isEnd = usePlayerState(({ opened }) =>
    opened?.graph.nodes.some(({ id, type }) => id === node && getLayer(type)?.role === 'output'),
  );
  const answer = usePlayerState(({ record, sample }) => (isEnd ? (record?.samples[sample] ?? null) : null));
  if (!found) return null;
  const main = part === 'weights' ? views?.find(({ name }) => name.endsWith('/after')) : views?.[0];
  const weight = found.weights.find(({ name }) => `${name}/after` === main?.name);
  const summary = part === 'gradient' ? found.gradient : part === 'weights' ? (weight?.after ?? null) : found.forward;
  const tone = part === 'gradient' ? 'backward' : part === 'weights' ? 'update' : 'forward';
  const view = main?.view;
  const values =
    view?.kind === 'strip' && view.shown <= FEW ? new Float32Array(main?.bytes ?? new ArrayBuffer(0)) : null;
  const more = view ? view.total - Math.min(view.shown, view.kind === 'strip' ? view.shown : 16) : 0;
  return (
    <section className={`step-card pop ${tone}`} aria-label={`${phaseTitle[phase]} at ${node}`}>
      <header>
        <b>{part === 'weights' ? `${node}, ${weight?.name ?? 'weights'}` : node}</b>
        <span className="mono">{(summary?.shape ?? []).join(' × ')}</span>
      </header>
      {answer && answer.scores.length > 1 ? (
        <ClassBars scores={scoresOf(answer)} truth={answer.truth} limit={8} />
      ) : (
        main && values && <ValueBars values={values} tone={tone} />
      )}
      {main && !values && !answer && (
        <TensorPicture
          view={main}
          look={look}
          label={`${part} of ${node}, ${view?.shown} of ${view?.total} shown`}
          width={WIDTH}
          rows={view?.kind === 'strip' ? 12 : 4}
          tile={view?.kind === 'strip' ? 9 : view && view.shown <= 4 ? 114 : 56}
        />
      )}
      {view?.slice && (
        <p className="t3 small">
          slice {view.slice.at} of {view.slice.of}
        </p>
      )}
      {more > 0 && !answer && <p className="t3 small">and {more} more</p>}
      {summary && !values && !answer && (
        <Histogram summary={summary} label={`Histogram of ${part} of ${node}`} width={WIDTH} height={30} tone={tone} />
      )}
      {summary && (
        <dl className="step-figures">
          <dt>{part === 'gradient' ? 'length' : 'mean'}</dt>
          <dd>{formatNumber(part === 'gradient' ? summary.norm : summary.mean)}</dd>
          <dt>spread</dt>
          <dd>{formatNumber(summary.std)}</dd>
          <dt>zero</dt>
          <dd>{formatShare(summary.zeros)}</dd>
        </dl>
      )}
    </section>
  );
}
