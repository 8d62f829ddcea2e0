import { usePicture } from '#renderer/client/picture.ts';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { ErrorStrip } from '#renderer/ui/error-strip.tsx';
import type { PairedPicture } from '#shared/contract/requests/results.ts';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import styles from './compare-card.module.css';

interface PairedPictureDialogProps {
  left: RunSummary;
  right: RunSummary;
  version: string;
  picture: PairedPicture;
  onClose: () => void;
}

/** One picture, large, and what each of two runs takes it for. */
export function PairedPictureDialog({ left, right, version, picture, onClose }: PairedPictureDialogProps) {
  const { picture: loaded, error } = usePicture(version, picture.index, 2048);
  const name = picture.path.split('/').pop() ?? picture.path;
  const answers = [
    { run: left, answer: picture.a },
    { run: right, answer: picture.b },
  ];
  return (
    <Dialog title={name} wide onClose={onClose}>
      <div className={styles.large}>
        <div>{loaded && <img src={loaded.url} alt={name} />}</div>
        <div className="stack g2">
          <p>
            <span className="t3">It is </span>
            <b>{picture.truth}</b>
          </p>
          {answers.map(({ run, answer }) => (
            <p key={run.id}>
              <span className="t3">Run {run.number} says </span>
              <b className={answer.predicted === picture.truth ? 'ok-text' : 'bad-text'}>{answer.predicted}</b>
              <span className="num"> {answer.confidence.toFixed(2)}</span>
            </p>
          ))}
          <p className="t3 small selectable">{picture.path}</p>
        </div>
      </div>
      {error !== null && <ErrorStrip error={error} what="Showing the picture" />}
    </Dialog>
  );
}
