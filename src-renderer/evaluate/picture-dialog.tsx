import { ArrowLeft, ArrowRight } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { z } from 'zod';
import { usePicture } from '#renderer/client/picture.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { ClassBars } from '#renderer/ui/class-bars.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { ErrorStrip } from '#renderer/ui/error-strip.tsx';
import type { predictedSample } from '#shared/contract/requests/results.ts';
import styles from './picture-dialog.module.css';

interface PictureDialogProps {
  version: string;
  sample: z.infer<typeof predictedSample>;
  /** Of the classes, in the order of the sample's scores. */
  labels: readonly string[];
  onMove: (by: number) => void;
  onClose: () => void;
}

/** One picture, large, with what the network thinks of it. */
export function PictureDialog({ version, sample, labels, onMove, onClose }: PictureDialogProps) {
  const { picture, error } = usePicture(version, sample.index, 2048);
  const name = sample.path.split('/').pop() ?? sample.path;
  const scores = Object.fromEntries(labels.map((label, i) => [label, sample.scores[i] ?? 0]));
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
          <ClassBars scores={scores} truth={sample.truth} />
          <p className="t3 small selectable">{sample.path}</p>
        </div>
      </div>
      {error !== null && <ErrorStrip error={error} what="Showing the picture" />}
    </Dialog>
  );
}
