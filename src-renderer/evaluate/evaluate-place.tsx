import { useQuery } from '@tanstack/react-query';
import { Package, Play } from 'lucide-react';
import { useState } from 'react';
import type { PlaceProps } from '#renderer/client/place.ts';
import { datasetQuery } from '#renderer/client/queries.ts';
import { evaluationQuery } from '#renderer/client/run-queries.ts';
import { useTrainedRuns } from '#renderer/client/trained-runs.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { EmptyPlace } from '#renderer/ui/empty-place.tsx';
import { ErrorStrip, NoteStrip } from '#renderer/ui/error-strip.tsx';
import { formatInteger } from '#renderer/ui/format.ts';
import { RunChooser } from '#renderer/ui/run-chooser.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import type { DatasetDetail } from '#shared/contract/requests/datasets.ts';
import type { Evaluation } from '#shared/contract/requests/results.ts';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import type { SplitName } from '#shared/data/types.ts';
import { isAtRest } from '#shared/training/run.ts';
import { originOf } from '#shared/training/run-origin.ts';
import { CellGallery } from './cell-gallery.tsx';
import { type Cell, confusionRows, worstMistake } from './confusion.ts';
import { ConfusionCard } from './confusion-card.tsx';
import styles from './evaluate-place.module.css';
import { FiguresRow } from './figures-row.tsx';
import { PerClassCard } from './per-class-card.tsx';
import { TryPicture } from './try-picture.tsx';

/** Where a trained network stands, and where it fails. */
export function EvaluatePlace({ project, go, focus }: PlaceProps) {
  const { runs, trained, chosen, choose } = useTrainedRuns({ project, focus });
  if (runs.error) {
    return (
      <main aria-label="Evaluate">
        <ErrorStrip error={runs.error} what="Reading the runs" />
      </main>
    );
  }
  if (!runs.data) return <main aria-label="Evaluate" aria-busy="true" />;
  // A run that still learns has other weights a moment later, so it is judged only where it is asked for.
  const run = chosen ?? trained.find(({ state }) => isAtRest(state)) ?? trained[0];
  if (!run) {
    return (
      <EmptyPlace
        place="Evaluate"
        title="Nothing to judge yet"
        actions={
          <Button variant="primary" icon={Play} onClick={() => go('train')}>
            Go to Train
          </Button>
        }
      >
        {runs.data.length === 0
          ? 'Train a run first; then this place shows what it gets right and what not.'
          : 'No run has finished its first epoch.'}
      </EmptyPlace>
    );
  }
  return <RunEvaluation key={run.id} project={project} run={run} runs={trained} go={go} onChoose={choose} />;
}

interface RunEvaluationProps extends Pick<PlaceProps, 'go' | 'project'> {
  run: RunSummary;
  runs: readonly RunSummary[];
  onChoose: (run: string) => void;
}

const SPLITS: readonly { split: SplitName; title: string }[] = [
  { split: 'test', title: 'Test' },
  { split: 'validation', title: 'Validation' },
  { split: 'train', title: 'Training' },
];

function splitOptions(dataset: DatasetDetail | undefined) {
  return SPLITS.map(({ split, title }) => ({
    value: split,
    label: dataset ? `${title} ${formatInteger(dataset.splits[split])}` : title,
  }));
}

function RunEvaluation({ project, run: newest, runs, go, onChoose }: RunEvaluationProps) {
  // While it learns, the weights of one moment are judged; otherwise every new best would begin another evaluation.
  const [frozen, setFrozen] = useState(newest);
  const isLearning = !isAtRest(newest.state);
  const run = isLearning ? frozen : newest;
  // A model from a file brings no data: it is judged on what its project has chosen.
  const found = useQuery(datasetQuery((run.dataset ?? project.dataset)?.id ?? null)).data;
  const dataset = run.dataset === null || found?.version === run.dataset.version ? found : undefined;
  const canJudge = run.dataset !== null || project.dataset !== null;
  const [picked, setSplit] = useState<SplitName | null>(null);
  const firstWithPictures = SPLITS.find(({ split }) => (dataset?.splits[split] ?? 1) > 0)?.split ?? 'test';
  const split = picked ?? firstWithPictures;
  const evaluation = useQuery({ ...evaluationQuery(run, split, dataset?.version), enabled: canJudge });
  return (
    <main className={styles.place} aria-label="Evaluate">
      <header className={styles.head}>
        <RunChooser runs={runs} run={run} onChoose={(other) => onChoose(other.id)} />
        <Segmented label="Pictures to judge on" value={split} options={splitOptions(dataset)} onChange={setSplit} />
        <span className="t3 ellipsis grow">
          {evaluation.data
            ? `${weightsInWords(run, evaluation.data)}, ${dataset ? `${dataset.name} v${dataset.versionNumber}` : originOf(run)}${wayInWords(evaluation.data)}`
            : ''}
        </span>
        <Button icon={Package} onClick={() => go('export', { run: run.id })}>
          Export
        </Button>
      </header>
      {isLearning && (
        <NoteStrip
          tone="info"
          actions={
            newest.bestEpoch !== run.bestEpoch && (
              <Button size="dense" onClick={() => setFrozen(newest)}>
                Judge epoch {newest.bestEpoch ?? 0} instead
              </Button>
            )
          }
        >
          Run {run.number} is still training. This is how epoch {run.bestEpoch ?? 0} does.
        </NoteStrip>
      )}
      {split === 'train' && (
        <NoteStrip tone="warn">
          The network has learned from these very pictures, so these figures flatter it. Judge it on Test.
        </NoteStrip>
      )}
      {split === 'validation' && (
        <NoteStrip tone="info">
          The best epoch was chosen on these pictures, so these figures are a little too good. Test was never looked at.
        </NoteStrip>
      )}
      {evaluation.error && (
        <ErrorStrip
          error={evaluation.error}
          what={`Evaluating run ${run.number}`}
          actions={<Button onClick={() => void evaluation.refetch()}>Try again</Button>}
        />
      )}
      {!canJudge && (
        <NoteStrip tone="info" actions={<Button onClick={() => go('data')}>Choose data</Button>}>
          Run {run.number} was {originOf(run)} and brings no data. Choose pictures of its classes for this project, then
          it is judged here.
        </NoteStrip>
      )}
      {canJudge && evaluation.isPending && (
        <>
          <p className="t3" role="status">
            Run {run.number} is looking at the pictures…
          </p>
          <div className={`block ${styles.waitingFigures}`} />
          <div className={`block ${styles.waitingMatrix}`} />
        </>
      )}
      {evaluation.data && <Results key={split} run={run} split={split} evaluation={evaluation.data} />}
      <TryPicture run={run} />
    </main>
  );
}

function weightsInWords(run: RunSummary, { checkpoint }: Evaluation): string {
  if (run.opened) return `the weights of ${run.opened.file}`;
  if (checkpoint === 'last') return 'last epoch';
  return `best epoch${run.bestEpoch === null ? '' : `, ${run.bestEpoch}`}`;
}

/** Only where it is slower than it could be. */
const wayInWords = ({ engineReason }: Evaluation): string =>
  engineReason === null || engineReason.startsWith('there were too few') ? '' : `, computed slowly: ${engineReason}`;

function Results({ run, split, evaluation }: { run: RunSummary; split: SplitName; evaluation: Evaluation }) {
  const rows = confusionRows(evaluation.confusion);
  const [cell, setCell] = useState<Cell | null>(() => {
    const worst = worstMistake(rows);
    return worst ? { truth: worst.truth, predicted: worst.predicted } : null;
  });
  if (evaluation.samples === 0) {
    return (
      <section className="card">
        <Empty title="No picture is in this split">
          Choose another split above, or import the data with shares for it.
        </Empty>
      </section>
    );
  }
  return (
    <>
      <FiguresRow evaluation={evaluation} />
      {rows.length === 0 ? (
        <section className="card">
          <Empty title="No classes, so no confusion matrix">
            This network predicts no classes: the figures above say how far its answers are from what they should be.
            Try a picture below to see what it makes of it.
          </Empty>
        </section>
      ) : (
        <Classes run={run} split={split} evaluation={evaluation} rows={rows} cell={cell} onCell={setCell} />
      )}
    </>
  );
}

interface ClassesProps {
  run: RunSummary;
  split: SplitName;
  evaluation: Evaluation;
  rows: ReturnType<typeof confusionRows>;
  cell: Cell | null;
  onCell: (cell: Cell) => void;
}

/** Where it takes one class for another. */
function Classes({ run, split, evaluation, rows, cell, onCell }: ClassesProps) {
  return (
    <>
      <div className={styles.middle}>
        <ConfusionCard rows={rows} evaluation={evaluation} cell={cell} onCell={onCell} />
        <CellGallery
          key={`${cell?.truth} ${cell?.predicted}`}
          run={run}
          split={split}
          cell={cell}
          labels={evaluation.confusion.labels}
        />
      </div>
      <PerClassCard evaluation={evaluation} />
    </>
  );
}
