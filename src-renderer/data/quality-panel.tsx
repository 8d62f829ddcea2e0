import { useMutation } from '@tanstack/react-query';
import { CircleAlert, CircleCheck, Info, RefreshCw, Scale, TriangleAlert } from 'lucide-react';
import { useEngine } from '#renderer/client/use-engine.tsx';
import { Badge } from '#renderer/ui/badge.tsx';
import { IconButton } from '#renderer/ui/button.tsx';
import { ErrorStrip } from '#renderer/ui/error-strip.tsx';
import { formatAgo, formatInteger, plural } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import type { DatasetDetail } from '#shared/contract/requests/datasets.ts';
import type { DataProblem } from '#shared/data/types.ts';
import { ClassBalance } from './class-balance.tsx';
import { balanceOf, worstFirst } from './filter.ts';
import styles from './quality-panel.module.css';

const LOOK = {
  error: { icon: CircleAlert, tone: 'bad', text: 'bad-text' },
  warning: { icon: TriangleAlert, tone: 'warn', text: 'warn-text' },
  info: { icon: Info, tone: 'info', text: 't3' },
} as const;

/** What was found about the files and the classes, worst first. */
export function QualityPanel({
  dataset,
  onSearch,
}: {
  dataset: DatasetDetail;
  /** Shows the pictures with this file name. */
  onSearch: (name: string) => void;
}) {
  const engine = useEngine();
  const check = useMutation({
    mutationFn: async () => ({
      ...(await engine.datasets.check({ dataset: dataset.id })),
      at: new Date().toISOString(),
    }),
  });
  const problems = worstFirst(check.data?.problems ?? dataset.problems);
  const balance = balanceOf(dataset.classCounts);
  return (
    <aside className={`panel scroll ${styles.panel}`} aria-label="Quality">
      <header className="panel-head line">
        <h2>Quality</h2>
        <span className="t3 grow ellipsis" role="status">
          {check.isPending
            ? 'looking at every file…'
            : check.data
              ? `files checked ${formatAgo(check.data.at)}`
              : `imported ${formatAgo(dataset.createdAt)}`}
        </span>
        <IconButton
          icon={RefreshCw}
          label="Check files again"
          why={check.isPending ? 'they are being checked' : undefined}
          onClick={() => check.mutate()}
        />
      </header>
      {check.error && <ErrorStrip error={check.error} what="Checking the files" />}
      {problems.length === 0 ? (
        <section className={styles.section}>
          <p className="row ok-text">
            <Icon icon={CircleCheck} />
            <span>
              {check.data
                ? `All ${plural(dataset.samples, 'file')} are there, as imported.`
                : 'Every file could be read.'}
            </span>
          </p>
        </section>
      ) : (
        problems.map((problem) => <Problem key={problem.code} problem={problem} onSearch={onSearch} />)
      )}
      <section className={styles.section} aria-label="Class balance">
        <div className="row">
          <Icon icon={Scale} className="t3" />
          <h2 className="grow">Balance</h2>
          {balance?.kind === 'even' && (
            <Badge tone="ok" icon={CircleCheck}>
              even
            </Badge>
          )}
          {balance?.kind === 'uneven' && <Badge tone="warn">{balance.ratio.toFixed(1)} to 1</Badge>}
          {balance?.kind === 'missing' && <Badge tone="bad">nothing to learn from</Badge>}
        </div>
        {balance?.kind === 'uneven' && (
          <p className="t2">
            The largest class has {balance.ratio.toFixed(1)} times the pictures of the smallest: accuracy favours it.
            Look at recall per class in Evaluate.
          </p>
        )}
        {balance?.kind === 'missing' && (
          <p className="t2">
            No training picture of {balance.labels.slice(0, 5).join(', ')}: the network can't learn{' '}
            {balance.labels.length === 1 ? 'it' : 'them'}.
          </p>
        )}
        <ClassBalance classCounts={dataset.classCounts} />
      </section>
    </aside>
  );
}

/** Findings about pictures that are in the dataset; other findings name files that never came in. */
const IS_ABOUT_SAMPLES = /^duplicate/;

/** `face/a.jpg = animal/b.jpg` is about a.jpg. */
const fileNameOf = (example: string): string => example.split(' = ')[0]?.split('/').pop() ?? example;

function Problem({ problem, onSearch }: { problem: DataProblem; onSearch: (name: string) => void }) {
  const { icon, tone, text } = LOOK[problem.severity];
  const more = problem.count - Math.min(5, problem.examples.length);
  return (
    <section className={styles.section} aria-label={problem.message}>
      <div className={styles.problem}>
        <Icon icon={icon} className={text} />
        <p className="grow">{problem.message}</p>
        <Badge tone={tone}>{formatInteger(problem.count)}</Badge>
      </div>
      <ul className={`mono t2 selectable ${styles.examples}`}>
        {problem.examples.slice(0, 5).map((example) => (
          <li key={example}>
            {IS_ABOUT_SAMPLES.test(problem.code) ? (
              <button type="button" className={`link ${styles.example}`} onClick={() => onSearch(fileNameOf(example))}>
                {example}
              </button>
            ) : (
              example
            )}
          </li>
        ))}
        {more > 0 && <li className="t3">and {formatInteger(more)} more</li>}
      </ul>
    </section>
  );
}
