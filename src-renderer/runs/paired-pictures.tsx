import { useState } from 'react';
import { useThumbnails } from '#renderer/client/thumbnails.ts';
import { plural } from '#renderer/ui/format.ts';
import { moveBetweenTiles, PictureTile } from '#renderer/ui/picture-tile.tsx';
import type { PairedPicture } from '#shared/contract/requests/results.ts';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import styles from './compare-card.module.css';
import { PairedPictureDialog } from './paired-picture-dialog.tsx';

interface PairedPicturesProps {
  left: RunSummary;
  right: RunSummary;
  version: string;
  /** The run that is right about these. */
  only: RunSummary;
  /** How many there are; `of` holds the first of them. */
  count: number;
  of: readonly PairedPicture[];
}

/** The pictures that only one of two runs gets right, where both were surest first. */
export function PairedPictures({ left, right, version, only, count, of }: PairedPicturesProps) {
  const [open, setOpen] = useState<PairedPicture | null>(null);
  const thumbnails = useThumbnails(
    version,
    of.map(({ index }) => index),
  );
  if (of.length === 0) return null;
  const title = `Only run ${only.number} is right`;
  return (
    <section aria-label={title}>
      <h3>
        {title}{' '}
        <span className="t3">{of.length < count ? `${of.length} of ${count} pictures` : plural(count, 'picture')}</span>
      </h3>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move between the buttons inside */}
      <div className={styles.pictures} onKeyDown={moveBetweenTiles}>
        {of.map((picture) => {
          const wrong = only === left ? picture.b.predicted : picture.a.predicted;
          return (
            <PictureTile
              key={picture.index}
              size={60}
              src={thumbnails.get(picture.index)}
              name={`${picture.path.split('/').pop() ?? picture.path}, ${picture.truth}, taken for ${wrong} by the other`}
              caption={wrong}
              onOpen={() => setOpen(picture)}
            />
          );
        })}
      </div>
      {open && (
        <PairedPictureDialog left={left} right={right} version={version} picture={open} onClose={() => setOpen(null)} />
      )}
    </section>
  );
}
