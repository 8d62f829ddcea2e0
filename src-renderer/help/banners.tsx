import { useState } from 'react';
import { useEngine } from '#renderer/client/use-engine.tsx';
import { useEvents } from '#renderer/client/use-events.ts';
import { Button } from '#renderer/ui/button.tsx';
import { NoteStrip } from '#renderer/ui/error-strip.tsx';
import { formatBytes } from '#renderer/ui/format.ts';
import { notifyError } from '#renderer/ui/toast.tsx';
import type { Notice } from '#shared/contract/requests/help.ts';
import type { MachineStatus } from '#shared/contract/requests/system.ts';
import styles from './banners.module.css';

/** A checkpoint of a common network and some hours of curves. */
const LOW_BYTES = 200e6;
const FULL_BYTES = 2e6;

/** What concerns everything in this window: a database that was restored, a disk without room. */
export function Banners({ disk }: { disk: MachineStatus['diskFreeBytes'] }) {
  const engine = useEngine();
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  useEvents(
    'notices',
    (signal) => engine.help.watchNotices(undefined, { signal }),
    (event) => setNotices(event.notices),
  );
  return (
    <section className={styles.banners} aria-label="About this data folder">
      {notices.map((notice) => (
        <NoticeBanner
          key={notice.id}
          notice={notice}
          onDismiss={() =>
            engine.help.dismiss({ notice: notice.id }).catch((error: unknown) => notifyError('Dismissing', error))
          }
        />
      ))}
      {disk !== null && disk < LOW_BYTES && <DiskBanner free={disk} />}
    </section>
  );
}

function NoticeBanner({ notice, onDismiss }: { notice: Notice; onDismiss: () => void }) {
  return (
    <NoteStrip
      tone="warn"
      actions={
        <Button size="dense" onClick={onDismiss}>
          Understood
        </Button>
      }
    >
      <div className="selectable">
        <b>{notice.title}.</b> {notice.text}
        {notice.missing.length > 0 && (
          <>
            <div className={styles.missing}>What is missing:</div>
            <ul className={styles.list}>
              {notice.missing.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </>
        )}
      </div>
    </NoteStrip>
  );
}

function DiskBanner({ free }: { free: number }) {
  return (
    <NoteStrip tone="warn">
      {free < FULL_BYTES ? (
        <>
          <b>The disk is full.</b> Changes stay in this window and are saved as soon as there is room. Free some space;
          a run that was paused or interrupted can be resumed then.
        </>
      ) : (
        <>
          <b>The disk is almost full: {formatBytes(free)} are left</b> for decoded pictures and checkpoints. Free some
          space before you import or train.
        </>
      )}
    </NoteStrip>
  );
}
