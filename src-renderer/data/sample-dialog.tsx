import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, ArrowRight, FolderOpen } from 'lucide-react';
import { useEffect } from 'react';
import { desktop } from '#renderer/client/desktop.ts';
import { usePicture } from '#renderer/client/picture.ts';
import { useEngine } from '#renderer/client/use-engine.tsx';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { ErrorStrip } from '#renderer/ui/error-strip.tsx';
import type { DatasetDetail } from '#shared/contract/requests/datasets.ts';
import styles from './sample-dialog.module.css';

interface SampleDialogProps {
  dataset: DatasetDetail;
  index: number;
  onIndex: (index: number) => void;
  onClose: () => void;
}

const SPLIT_WORD = { train: 'training', validation: 'validation', test: 'test' } as const;

/** One picture, large, with everything that is known about it. Arrow keys lead to its neighbours. */
export function SampleDialog({ dataset, index, onIndex, onClose }: SampleDialogProps) {
  const engine = useEngine();
  const { picture, error } = usePicture(dataset.version, index);
  const details = useQuery({
    queryKey: ['samples', dataset.version, 'one', index],
    queryFn: ({ signal }) =>
      engine.datasets.samples(
        {
          version: dataset.version,
          filter: { split: null, label: null, search: '' },
          offset: index,
          limit: 1,
        },
        { signal },
      ),
  });
  const sample = details.data?.rows[0];
  const move = (by: number) => onIndex((index + by + dataset.samples) % dataset.samples);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'ArrowLeft') onIndex((index - 1 + dataset.samples) % dataset.samples);
      if (event.key === 'ArrowRight') onIndex((index + 1) % dataset.samples);
    };
    window.addEventListener('keydown', onKeyDown, true);
    return () => window.removeEventListener('keydown', onKeyDown, true);
  }, [dataset.samples, index, onIndex]);

  const name = sample?.path.split('/').pop() ?? `Picture ${index + 1}`;
  const full = sample && dataset.source ? `${dataset.source}/${sample.path}` : null;
  return (
    <Dialog title={name} wide onClose={onClose}>
      <div className={styles.body}>
        <IconButton icon={ArrowLeft} label="Previous picture" onClick={() => move(-1)} />
        <div className={styles.picture}>{picture && <img src={picture.url} alt={name} />}</div>
        <IconButton icon={ArrowRight} label="Next picture" onClick={() => move(1)} />
      </div>
      {error !== null && <ErrorStrip error={error} what="Showing the picture" />}
      {sample && (
        <dl className={styles.facts}>
          <dt>Class</dt>
          <dd>{sample.label ?? 'none'}</dd>
          <dt>Split</dt>
          <dd>{SPLIT_WORD[sample.split]}</dd>
          <dt>Size</dt>
          <dd>
            {sample.width} × {sample.height} pixels
          </dd>
          <dt>File</dt>
          <dd className="mono selectable">{sample.path}</dd>
          <dt>Number</dt>
          <dd>
            {index + 1} of {dataset.samples}
          </dd>
        </dl>
      )}
      {desktop && full && (
        <Button icon={FolderOpen} size="dense" onClick={() => desktop?.showInFolder(full)}>
          Show in folder
        </Button>
      )}
    </Dialog>
  );
}
