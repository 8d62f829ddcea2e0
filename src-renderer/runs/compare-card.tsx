import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { toAppError } from '#renderer/client/errors.ts';
import { compareQuery, runQuery } from '#renderer/client/run-queries.ts';
import { Card } from '#renderer/ui/card.tsx';
import { seriesColor } from '#renderer/ui/class-color.ts';
import { formatInteger, formatMetric } from '#renderer/ui/format.ts';
import { capital } from '#renderer/ui/judged-words.ts';
import type { DatasetSummary } from '#shared/contract/requests/datasets.ts';
import type { RunComparison } from '#shared/contract/requests/results.ts';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import { judgedBy } from '#shared/training/judged-by.ts';
import { metricWords } from '#shared/training/metric-words.ts';
import { isAtRest } from '#shared/training/run.ts';
import styles from './compare-card.module.css';
import { type Difference, graphDifferences } from './graph-differences.ts';
import { PairedPictures } from './paired-pictures.tsx';
import { PairedVerdict } from './paired-verdict.tsx';
import { settingsOf } from './settings.ts';
import { validationAccuracy } from './validation-accuracy.ts';
import { verdictOf } from './verdict.ts';
import { VerdictBox } from './verdict-box.tsx';

interface CompareCardProps {
  left: RunSummary;
  right: RunSummary;
  datasets: readonly DatasetSummary[];
}

/** Whether two runs differ in what they can do, and in what they were. */
export function CompareCard({ left, right, datasets }: CompareCardProps) {
  const leftGraph = useQuery(runQuery(left.id)).data?.graph;
  const rightGraph = useQuery(runQuery(right.id)).data?.graph;
  const paired = useQuery(compareQuery(left, right, canPair(left, right)));
  const a = settingsOf(left);
  const b = settingsOf(right);
  const names = [...new Set([...a.keys(), ...b.keys()])];
  const settings: Difference[] = names
    .map((what) => ({ what, left: a.get(what) ?? '–', right: b.get(what) ?? '–' }))
    .filter((row) => row.left !== row.right);
  const layers = leftGraph && rightGraph ? graphDifferences(leftGraph, rightGraph) : [];
  const differences = [...settings, ...layers];
  return (
    <Card title={`Run ${left.number} against run ${right.number}`} className={styles.card ?? ''}>
      <div className={styles.body}>
        <VerdictSection left={left} right={right} datasets={datasets} paired={paired} />
        {differences.length === 0 ? (
          <p className="t2">Settings and network are the same: what differs between them is chance.</p>
        ) : (
          <table className="table" aria-label="What differs">
            <thead>
              <tr>
                <th scope="col">Only what differs</th>
                <th scope="col" className="num">
                  <span className={styles.swatch} style={{ background: seriesColor(0) }} /> {left.number}
                </th>
                <th scope="col" className="num">
                  <span className={styles.swatch} style={{ background: seriesColor(1) }} /> {right.number}
                </th>
              </tr>
            </thead>
            <tbody>
              {differences.map((row) => (
                <tr key={row.what}>
                  <td>{row.what}</td>
                  <td className="num">{row.left}</td>
                  <td className="num">{row.right}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <p className="t3">{names.length - settings.length} more settings are equal.</p>
        {paired.data && <PairedPictures left={left} right={right} comparison={paired.data} />}
      </div>
    </Card>
  );
}

/** Both at rest, with weights, on the same data: then the same test pictures can be asked of both. */
const canPair = (left: RunSummary, right: RunSummary) =>
  left.dataset?.version === right.dataset?.version &&
  [left, right].every((run) => isAtRest(run.state) && isTrained(run));

interface VerdictSectionProps extends CompareCardProps {
  paired: UseQueryResult<RunComparison>;
}

function VerdictSection({ left, right, datasets, paired }: VerdictSectionProps) {
  if (paired.isLoading) {
    return (
      <p className={styles.verdict} role="status">
        Both runs are looking at the test pictures…
      </p>
    );
  }
  if (paired.data) return <PairedVerdict left={left} right={right} comparison={paired.data} />;
  return (
    <>
      <UnpairedVerdict left={left} right={right} datasets={datasets} />
      {paired.error && <p className="t3 small">Not compared on test pictures: {toAppError(paired.error).message}</p>}
    </>
  );
}

/** What isn't an accuracy has no interval: both values, and which way is better. */
function JudgedVerdict({ left, right }: Pick<CompareCardProps, 'left' | 'right'>) {
  const [a, b] = [judgedBy(left), judgedBy(right)];
  if (!a || !b || a.name !== b.name) {
    return <p className={styles.verdict}>They are not judged by the same metric, so there is nothing to compare.</p>;
  }
  return (
    <p className={styles.verdict}>
      {capital(metricWords(a.name))}: run {left.number} {formatMetric(a.value)}, run {right.number}{' '}
      {formatMetric(b.value)}; {a.better} is better. How sure the difference is can't be said from one number each.
    </p>
  );
}

/** A run that has weights to judge. */
const isTrained = (run: RunSummary) => run.bestEpoch !== null || Object.keys(run.metrics).length > 0;

function UnpairedVerdict({ left, right, datasets }: CompareCardProps) {
  const a = validationAccuracy(left, datasets);
  const b = validationAccuracy(right, datasets);
  if (left.dataset?.version !== right.dataset?.version) {
    return (
      <p className={styles.verdict}>They were judged on different pictures, so their results can't be compared.</p>
    );
  }
  if (!a || !b || a.samples === null || b.samples === null) return <JudgedVerdict left={left} right={right} />;
  const verdict = verdictOf({ share: a.share, samples: a.samples }, { share: b.share, samples: b.samples });
  if (!verdict) return null;
  return (
    <VerdictBox
      left={left}
      right={right}
      verdict={verdict}
      pictures="validation pictures"
      footing={`${formatInteger(a.samples)} validation pictures, 95 % interval (Newcombe), best epoch of each`}
    />
  );
}
