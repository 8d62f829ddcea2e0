import { useQuery } from '@tanstack/react-query';
import { runsQuery } from '#renderer/client/queries.ts';
import { useThumbnails } from '#renderer/client/thumbnails.ts';
import { Select } from '#renderer/ui/fields.tsx';
import { Thumbnail } from '#renderer/ui/thumbnail.tsx';
import { formatNumber } from './format-number.ts';
import { usePlayer, usePlayerState } from './player-context.ts';

/** What a session begins with. */
export interface Beginning {
  /** `fresh`, or `<run>/best`, `<run>/last`. */
  readonly weights: string;
  /** Null: batches as a training takes them. */
  readonly chosen: readonly number[] | null;
}

interface BatchPanelProps {
  project: string;
  beginning: Beginning;
  onBegin: (beginning: Beginning) => void;
}

/** The samples that go through the network, and with what weights it begins. */
export function BatchPanel({ project, beginning, onBegin }: BatchPanelProps) {
  const player = usePlayer();
  const record = usePlayerState((state) => state.record);
  const opened = usePlayerState((state) => state.opened);
  const chosen = usePlayerState((state) => state.sample);
  const isJudged = usePlayerState(({ steps, at }) => !['data', 'forward'].includes(steps[at]?.phase ?? 'data'));
  const runs = useQuery(runsQuery(project)).data ?? [];
  const trained = runs.filter((run) => run.bestEpoch !== null).sort((a, b) => b.number - a.number);
  const samples = record?.samples ?? [];
  const thumbnails = useThumbnails(
    opened?.dataset.version ?? null,
    samples.map(({ index }) => index),
  );
  const move = (by: number) => {
    const next = (chosen + by + samples.length) % samples.length;
    player.choose(next);
    document.getElementById(`step-sample-${next}`)?.focus();
  };
  return (
    <aside className="panel step-batch" aria-label="Batch">
      <div className="step-begin stack">
        <Select
          label="Weights to begin with"
          value={beginning.weights}
          options={[
            { value: 'fresh', label: 'Fresh, from the seed' },
            ...trained.flatMap((run) => [
              { value: `${run.id}/best`, label: `Run ${run.number}, best` },
              { value: `${run.id}/last`, label: `Run ${run.number}, last` },
            ]),
          ]}
          onChange={(weights) => onBegin({ ...beginning, weights })}
        />
        <Select
          label="Each batch"
          value={beginning.chosen ? 'chosen' : 'training'}
          options={[
            { value: 'training', label: 'The next ones, as in training' },
            { value: 'chosen', label: 'These again and again' },
          ]}
          onChange={(kind) =>
            onBegin({ ...beginning, chosen: kind === 'chosen' ? samples.map(({ index }) => index) : null })
          }
        />
      </div>
      <h2 className="step-batch-title">
        {record ? `Batch ${record.batch + 1}` : 'Batch'}
        {record && record.count > samples.length && (
          <span className="t3 small">
            {' '}
            the first {samples.length} of {record.count}
          </span>
        )}
      </h2>
      <div
        className="step-samples scroll grow"
        role="radiogroup"
        aria-label="Sample that is shown"
        onKeyDown={(event) => {
          const by = { ArrowRight: 1, ArrowDown: 4, ArrowLeft: -1, ArrowUp: -4 }[event.key];
          if (by === undefined) return;
          // The arrows walk through the steps everywhere else.
          event.preventDefault();
          event.stopPropagation();
          move(by);
        }}
      >
        {samples.map((sample, position) => {
          const isRight = sample.predicted === sample.truth;
          const said = isJudged ? `, network says ${sample.predicted}, loss ${formatNumber(sample.loss)}` : '';
          return (
            // biome-ignore lint/a11y/useSemanticElements: a picture with its figures is no input
            <button
              key={sample.index}
              id={`step-sample-${position}`}
              type="button"
              role="radio"
              className="step-sample"
              aria-checked={position === chosen}
              aria-label={`${sample.truth}${said}`}
              data-tip={`${sample.truth}${said}`}
              tabIndex={position === chosen ? 0 : -1}
              onClick={() => player.choose(position)}
            >
              <Thumbnail src={thumbnails.get(sample.index)} name="" size={44} />
              {isJudged && (
                <span className={isRight ? 'step-loss ok-text' : 'step-loss bad-text'}>
                  {isRight ? '✓' : '✗'} {formatNumber(sample.loss)}
                </span>
              )}
            </button>
          );
        })}
      </div>
    </aside>
  );
}
