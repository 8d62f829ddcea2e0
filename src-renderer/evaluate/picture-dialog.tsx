import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, ArrowRight } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { z } from 'zod';
import { usePicture } from '#renderer/client/picture.ts';
import { useEngine } from '#renderer/client/use-engine.tsx';
import { IconButton } from '#renderer/ui/button.tsx';
import { ClassBars } from '#renderer/ui/class-bars.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { ErrorStrip } from '#renderer/ui/error-strip.tsx';
import type { predictedSample } from '#shared/contract/requests/results.ts';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import { classScores } from './class-scores.ts';
import styles from './picture-dialog.module.css';

interface PictureDialogProps {
  run: RunSummary;
  version: string;
  sample: z.infer<typeof predictedSample>;
  onMove: (by: number) => void;
  onClose: () => void;
}

/** One picture, large, with what the network thinks of it. */
export function PictureDialog({ run, version, sample, onMove, onClose }: PictureDialogProps) {
  const engine = useEngine();
  const { picture, error } = usePicture(version, sample.index, 2048);
  const name = sample.path.split('/').pop() ?? sample.path;
  const answer = useQuery({
    queryKey: ['prediction', run.id, run.bestEpoch, version, sample.index],
    queryFn: ({ signal }) =>
      engine.results.predictPicture({ run: run.id, name, data: picture?.data ?? new Blob() }, { signal }),
    enabled: picture !== null,
    retry: false,
  });
  const scores = answer.data ? classScores(answer.data) : null;
  const move = useRef(onMove);
  move.current = onMove;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'ArrowLeft') move.current(-1);
      if (event.key === 'ArrowRight') move.current(1);
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, []);
  const isWrong = sample.truth !== sample.predicted;
  return (
    <Dialog title={name} wide onClose={onClose}>
      <div className={styles.body}>
        <IconButton icon={ArrowLeft} label="Previous picture" onClick={() => onMove(-1)} />
        <div className={styles.picture}>{picture && <img src={picture.url} alt={name} />}</div>
        <IconButton icon={ArrowRight} label="Next picture" onClick={() => onMove(1)} />
        <div className={styles.side}>
          <p className={styles.answer}>
            <span className="t3">It is </span>
            <b>{sample.truth}</b>
            <span className="t3">, the network says </span>
            <b className={isWrong ? 'bad-text' : 'ok-text'}>{sample.predicted}</b>
            <span className="num"> {sample.confidence.toFixed(2)}</span>
          </p>
          {scores && <ClassBars scores={scores} truth={sample.truth} />}
          {answer.error && <ErrorStrip error={answer.error} what="Asking the network" />}
          {answer.data && (
            <p className="t3 small">
              Asked anew with the picture as shown here, in {answer.data.milliseconds.toFixed(0)} ms.
            </p>
          )}
          <p className="t3 small selectable">{sample.path}</p>
        </div>
      </div>
      {error !== null && <ErrorStrip error={error} what="Showing the picture" />}
    </Dialog>
  );
}
