import { CircleCheck } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useStore } from 'zustand';
import { formatBytes, formatFlops, formatInteger, plural } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import type { GraphAnalysis } from '#shared/graph/analysis-result.ts';
import type { Severity } from '#shared/graph/problems.ts';
import type { GraphSession } from './graph-session.ts';
import { FixButtons } from './problem-bubble.tsx';
import { severityIcon, severityText } from './severity.ts';

interface ProblemBarProps {
  session: GraphSession;
  batchSize: number;
  /** Opens the bubble of a node. */
  onShow: (node: string) => void;
  /** What comes next, at the right. */
  next: ReactNode;
}

interface TotalsRow {
  readonly title: string;
  readonly of: (totals: NonNullable<GraphAnalysis['totals']>) => string;
  readonly tip?: (totals: NonNullable<GraphAnalysis['totals']>) => string;
}

const totalsRows = (batchSize: number): readonly TotalsRow[] => [
  {
    title: 'Parameters',
    of: (totals) => formatInteger(totals.parameters),
    tip: ({ parameters, trainable }) =>
      `${formatInteger(trainable)} trainable, ${formatInteger(parameters - trainable)} not`,
  },
  { title: 'FLOPs per sample', of: (totals) => formatFlops(totals.flops) },
  { title: `Memory at batch ${batchSize}`, of: (totals) => formatBytes(totals.activationBytes * batchSize) },
];

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'tip'];

/** What is left to do, and what the network costs; while an error stands the totals are not known. */
export function ProblemBar({ session, batchSize, onShow, next }: ProblemBarProps) {
  const analysis = useStore(session, (state) => state.analysis);
  const preview = useStore(session, (state) => state.preview);
  const [open, setOpen] = useState(false);
  const counts = SEVERITIES.map((severity) => ({
    severity,
    count: analysis.problems.filter((problem) => problem.severity === severity).length,
  })).filter(({ count }) => count > 0);
  const hasErrors = counts.some(({ severity }) => severity === 'error');
  return (
    <footer className="problem-bar">
      {!hasErrors && (
        <span className="row g6 ok-text">
          <Icon icon={CircleCheck} />
          <span>No errors</span>
        </span>
      )}
      {counts.map(({ severity, count }) => (
        <button
          key={severity}
          type="button"
          className={`row g6 count ${severityText[severity]}`}
          aria-expanded={open}
          onClick={() => setOpen(!open)}
        >
          <Icon icon={severityIcon[severity]} />
          <span>{plural(count, severity)}</span>
        </button>
      ))}
      <span className="grow" />
      {totalsRows(batchSize).map(({ title, of, tip }) => (
        <span key={title} className="row g6 total">
          <span>{title}</span>
          <b data-tip={analysis.totals ? tip?.(analysis.totals) : 'Not known while an error stands'}>
            {analysis.totals ? of(analysis.totals) : '–'}
          </b>
          {preview?.analysis.totals && <b className="ghost-total">{of(preview.analysis.totals)}</b>}
        </span>
      ))}
      {preview && <span className="t3">with the fix</span>}
      {next}
      {open && counts.length > 0 && (
        <ul className="problem-list pop" aria-label="Problems">
          {analysis.problems.map((problem) => (
            <li key={`${problem.code} ${problem.node} ${problem.edge} ${problem.param}`} className="problem-item">
              <button
                type="button"
                onClick={() => {
                  if (problem.node === undefined) return;
                  session.select([problem.node]);
                  session.show([problem.node]);
                  onShow(problem.node);
                }}
              >
                <span className={severityText[problem.severity]}>
                  <Icon icon={severityIcon[problem.severity]} />
                </span>
                <span className="grow">{problem.message}</span>
              </button>
              {problem.fixes && problem.fixes.length > 0 && (
                <div className="problem-fixes">
                  <FixButtons session={session} problem={problem} />
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
    </footer>
  );
}
