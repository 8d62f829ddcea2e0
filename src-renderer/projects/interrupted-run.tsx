import { useQuery } from '@tanstack/react-query';
import { Play, ZapOff } from 'lucide-react';
import type { Focus, Place } from '#renderer/client/place.ts';
import { useEngine } from '#renderer/client/use-engine.tsx';
import { Badge } from '#renderer/ui/badge.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { formatAgo } from '#renderer/ui/format.ts';
import { notifyError } from '#renderer/ui/toast.tsx';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import { LossSketch } from './loss-sketch.tsx';

interface InterruptedRunProps {
  run: RunSummary;
  onOpen: (project: string, place: Place, focus?: Focus) => void;
  onLeave: () => void;
}

/** A run that was cut off comes first: what it has is safe, and one press goes on. */
export function InterruptedRun({ run, onOpen, onLeave }: InterruptedRunProps) {
  const engine = useEngine();
  const points = useQuery({
    queryKey: ['runs', 'points', run.id],
    queryFn: ({ signal }) => engine.runs.points({ run: run.id, limit: 400 }, { signal }),
  });
  const epoch = run.progress?.epoch ?? 0;
  const resume = async () => {
    try {
      await engine.runs.resume({ run: run.id });
      onOpen(run.project.id, 'train', { run: run.id });
    } catch (error) {
      notifyError(`Resuming run ${run.number}`, error);
    }
  };
  return (
    <section className="card interrupted" aria-label="Interrupted run">
      <div className="stack g4 interrupted-text">
        <div className="row">
          <Badge tone="warn" icon={ZapOff}>
            Interrupted
          </Badge>
          <span className="t3">
            {run.project.name}, {formatAgo(run.endedAt ?? run.createdAt)}
          </span>
        </div>
        <h1>
          Run {run.number} is safe{epoch > 0 && ` at epoch ${epoch} of ${run.config.epochs}`}
        </h1>
        <p className="t2 lead">Resuming goes on from its last checkpoint.</p>
        <span className="grow" />
        <div className="row">
          <Button variant="primary" size="large" icon={Play} onClick={resume}>
            {`Resume run ${run.number}`}
          </Button>
          <Button size="large" onClick={() => onOpen(run.project.id, 'runs', { run: run.id })}>
            Look at it first
          </Button>
          <Button size="large" variant="ghost" onClick={onLeave}>
            Leave it stopped
          </Button>
        </div>
      </div>
      <LossSketch points={points.data?.points ?? []} epochs={run.config.epochs} />
    </section>
  );
}
