import { useState } from 'react';
import { useThumbnails } from '#renderer/client/thumbnails.ts';
import { plural } from '#renderer/ui/format.ts';
import { moveBetweenTiles, PictureTile } from '#renderer/ui/picture-tile.tsx';
import type { PairedPicture, RunComparison } from '#shared/contract/requests/results.ts';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import styles from './compare-card.module.css';
import { PairedPictureDialog } from './paired-picture-dialog.tsx';

interface PairedPicturesProps {
  left: RunSummary;
  right: RunSummary;
  comparison: RunComparison;
}

/** The pictures that only one of two runs gets right, where both were surest first. */
export function PairedPictures({ left, right, comparison }: PairedPicturesProps) {
  const { onlyA, onlyB, onlyAPictures, onlyBPictures } = comparison;
  const common = { left, right, version: comparison.version };
  return (
    <>
      <OnlyOneRight {...common} only={left} other={right} count={onlyA} pictures={onlyAPictures} />
      <OnlyOneRight {...common} only={right} other={left} count={onlyB} pictures={onlyBPictures} />
    </>
  );
}

interface OnlyOneRightProps {
  left: RunSummary;
  right: RunSummary;
  version: string;
  only: RunSummary;
  other: RunSummary;
  /** How many there are; `pictures` holds the first of them. */
  count: number;
  pictures: readonly PairedPicture[];
}

function OnlyOneRight({ left, right, version, only, other, count, pictures }: OnlyOneRightProps) {
  const [open, setOpen] = useState<PairedPicture | null>(null);
  const thumbnails = useThumbnails(
    version,
    pictures.map(({ index }) => index),
  );
  if (pictures.length === 0) return null;
  const title = `Only run ${only.number} is right`;
  return (
    <section aria-label={title}>
      <h3>
        {title}{' '}
        <span className="t3">
          {pictures.length < count ? `${pictures.length} of ${count} pictures` : plural(count, 'picture')}, with what
          run {other.number} takes {count === 1 ? 'it' : 'them'} for
        </span>
      </h3>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move between the buttons inside */}
      <div className={styles.pictures} onKeyDown={moveBetweenTiles}>
        {pictures.map((picture) => {
          const wrong = only === left ? picture.b.predicted : picture.a.predicted;
          return (
            <PictureTile
              key={picture.index}
              size={60}
              src={thumbnails.get(picture.index)}
              name={`${picture.path.split('/').pop() ?? picture.path}, ${picture.truth}, taken for ${wrong} by run ${other.number}`}
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
