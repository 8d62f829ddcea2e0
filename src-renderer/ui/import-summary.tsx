import { CircleCheck } from 'lucide-react';
import type { ImportResult } from '#shared/contract/requests/datasets.ts';
import { Badge } from './badge.tsx';
import { Figure } from './figure.tsx';
import { formatDuration, formatInteger } from './format.ts';
import { Icon } from './icon.tsx';

const TONE = { error: 'bad', warning: 'warn', info: 'info' } as const;

/** What an import found: how many, how they are split, the classes, and every problem with the files it concerns. */
export function ImportSummary({ result }: { result: ImportResult }) {
  const classes = result.columns.find((column) => column.classes)?.classes ?? [];
  return (
    <div className="stack g16">
      <div className="row g16 import-figures">
        <Figure caption="Pictures" value={formatInteger(result.samples)} />
        <Figure caption="Classes" value={formatInteger(classes.length)} />
        <Figure caption="Training" value={formatInteger(result.splits.train)} />
        <Figure caption="Validation" value={formatInteger(result.splits.validation)} />
        <Figure caption="Test" value={formatInteger(result.splits.test)} />
        <Figure caption="Took" value={formatDuration(result.seconds)} />
      </div>
      {classes.length > 0 && (
        <p className="t2">
          {classes.slice(0, 12).join(', ')}
          {classes.length > 12 && ` and ${classes.length - 12} more`}
        </p>
      )}
      {result.problems.length === 0 ? (
        <p className="row ok-text">
          <Icon icon={CircleCheck} />
          <span>Every file could be read.</span>
        </p>
      ) : (
        <ul className="stack" aria-label="Problems found">
          {result.problems.map((problem) => (
            <li key={problem.code} className="import-problem">
              <div className="row">
                <Badge tone={TONE[problem.severity]}>{formatInteger(problem.count)}</Badge>
                <span className="grow">{problem.message}</span>
              </div>
              <p className="mono t2 selectable">
                {problem.examples.slice(0, 5).join('\n')}
                {problem.count > 5 &&
                  `\nand ${formatInteger(problem.count - Math.min(5, problem.examples.length))} more`}
              </p>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
