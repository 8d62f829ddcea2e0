import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { cellQuery } from '#renderer/client/run-queries.ts';
import { useThumbnails } from '#renderer/client/thumbnails.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Card } from '#renderer/ui/card.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { ErrorStrip } from '#renderer/ui/error-strip.tsx';
import { formatInteger, plural } from '#renderer/ui/format.ts';
import { moveBetweenTiles, PictureTile } from '#renderer/ui/picture-tile.tsx';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import type { SplitName } from '#shared/data/types.ts';
import styles from './cell-gallery.module.css';
import type { Cell } from './confusion.ts';
import { PictureDialog } from './picture-dialog.tsx';

interface CellGalleryProps {
  run: RunSummary;
  split: SplitName;
  cell: Cell | null;
  /** Of the classes, in their order. */
  labels: readonly string[];
}

const PAGE = 120;
const fileName = (path: string) => path.split('/').pop() ?? path;

/** The pictures behind one cell, the most confident answer first. */
export function CellGallery({ run, split, cell, labels }: CellGalleryProps) {
  const found = useQuery(cellQuery(run, split, cell));
  const [shown, setShown] = useState(PAGE);
  const [open, setOpen] = useState<number | null>(null);
  const samples = found.data?.samples ?? [];
  const visible = samples.slice(0, shown);
  const thumbnails = useThumbnails(
    found.data?.version ?? null,
    visible.map(({ index }) => index),
  );
  if (!cell) {
    return (
      <Card title="Pictures">
        <Empty title="No mistake to look at">Choose any cell of the confusion matrix to see its pictures.</Empty>
      </Card>
    );
  }
  const isRight = cell.truth === cell.predicted;
  const current = open === null ? undefined : samples[open];
  return (
    <Card
      title={isRight ? `${cell.truth}, recognised` : `${cell.truth} taken for ${cell.predicted}`}
      note={found.data ? `${plural(samples.length, 'picture')}, most confident first` : 'looking…'}
    >
      {found.error && <ErrorStrip error={found.error} what="Reading the pictures of this cell" />}
      {found.data && samples.length === 0 && (
        <Empty title="No picture">
          {isRight ? `No ${cell.truth} was recognised.` : `No ${cell.truth} was taken for ${cell.predicted}.`}
        </Empty>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move between the buttons inside */}
      <div className={styles.pictures} onKeyDown={moveBetweenTiles}>
        {visible.map((sample, position) => (
          <PictureTile
            key={sample.index}
            size={60}
            src={thumbnails.get(sample.index)}
            name={`${fileName(sample.path)}, ${sample.predicted} with ${sample.confidence.toFixed(2)}`}
            caption={sample.confidence.toFixed(2)}
            onOpen={() => setOpen(position)}
          />
        ))}
      </div>
      {samples.length > shown && (
        <Button className={styles.more} onClick={() => setShown(shown + PAGE)}>
          {`Show more of ${formatInteger(samples.length)}`}
        </Button>
      )}
      {current && found.data && open !== null && (
        <PictureDialog
          version={found.data.version}
          sample={current}
          labels={labels}
          onMove={(by) => setOpen((open + by + samples.length) % samples.length)}
          onClose={() => setOpen(null)}
        />
      )}
    </Card>
  );
}
