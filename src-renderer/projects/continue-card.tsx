import { ArrowRight } from 'lucide-react';
import type { Focus, Place } from '#renderer/client/place.ts';
import { Button } from '#renderer/ui/button.tsx';
import { formatAgo } from '#renderer/ui/format.ts';
import { judgedWords } from '#renderer/ui/judged-words.ts';
import type { ProjectSummary } from '#shared/contract/requests/projects.ts';
import { judgedBy } from '#shared/training/judged-by.ts';
import { NetworkDrawing } from './network-drawing.tsx';

interface NextStep {
  readonly says: string;
  readonly verb: string;
  readonly place: Place;
}

/** What the last project is waiting for. */
export function nextStep({ dataset, lastRun }: Pick<ProjectSummary, 'dataset' | 'lastRun'>): NextStep {
  if (!dataset) return { says: 'It has no data yet.', verb: 'Choose data', place: 'data' };
  if (!lastRun) return { says: 'It has not been trained yet.', verb: 'Train it', place: 'train' };
  const run = `Run ${lastRun.number}`;
  if (['queued', 'preparing', 'running', 'paused'].includes(lastRun.state)) {
    return { says: `${run} is ${lastRun.state}.`, verb: `Watch run ${lastRun.number}`, place: 'train' };
  }
  const judged = judgedBy({ metrics: lastRun.metrics, config: lastRun });
  if (!judged) return { says: `${run} ${lastRun.state}.`, verb: 'Look at it', place: 'runs' };
  return {
    says: `${run} reached ${judgedWords(judged)}.`,
    verb: 'See where it fails',
    place: 'evaluate',
  };
}

/** Takes up the last project at its next step. */
export function ContinueCard({
  project,
  onOpen,
}: {
  project: ProjectSummary;
  onOpen: (project: string, place: Place, focus?: Focus) => void;
}) {
  const { says, verb, place } = nextStep(project);
  return (
    <section className="card interrupted" aria-label="Continue">
      <div className="stack g4 interrupted-text">
        <span className="t3">Continue, {formatAgo(project.updatedAt)}</span>
        <h1 className="ellipsis">{project.name}</h1>
        <p className="t2 lead">{says}</p>
        <span className="grow" />
        <div className="row">
          <Button
            variant="primary"
            size="large"
            icon={ArrowRight}
            onClick={() =>
              onOpen(project.id, place, place === 'evaluate' && project.lastRun ? { run: project.lastRun.id } : {})
            }
          >
            {verb}
          </Button>
          <Button size="large" onClick={() => onOpen(project.id, 'design')}>
            Open the network
          </Button>
        </div>
      </div>
      <div className="continue-network">
        <NetworkDrawing families={project.families} />
      </div>
    </section>
  );
}
