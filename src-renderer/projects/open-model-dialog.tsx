import { useEffect, useRef, useState } from 'react';
import type { DroppedModel } from '#renderer/client/dropped.ts';
import { isCancelled } from '#renderer/client/errors.ts';
import { openDroppedModel } from '#renderer/client/open-model.ts';
import { useEngine } from '#renderer/client/use-engine.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { ErrorStrip, NoteStrip } from '#renderer/ui/error-strip.tsx';
import { plural } from '#renderer/ui/format.ts';
import { Progress } from '#renderer/ui/progress.tsx';
import { notify } from '#renderer/ui/toast.tsx';
import type { OpenedModel } from '#shared/contract/requests/projects.ts';

interface OpenModelDialogProps {
  model: DroppedModel;
  onClose: () => void;
  onOpen: (project: string) => void;
}

/** Opens a model of another program at once; stays where something of it was lost, and says what. */
export function OpenModelDialog({ model, onClose, onOpen }: OpenModelDialogProps) {
  const engine = useEngine();
  const [opened, setOpened] = useState<OpenedModel | null>(null);
  const [error, setError] = useState<unknown>(null);
  const controller = useRef<AbortController | null>(null);
  useEffect(() => {
    if (controller.current) return;
    const abort = new AbortController();
    controller.current = abort;
    openDroppedModel(engine, model, abort.signal).then(
      (result) => {
        if (result.lost.length > 0 || result.run === null) return setOpened(result);
        notify({ tone: 'ok', title: `${result.project.name} is open, its weights are run 1` });
        onOpen(result.project.id);
      },
      (caught) => !isCancelled(caught) && setError(caught),
    );
  }, [engine, model, onOpen]);
  const close = () => {
    controller.current?.abort();
    onClose();
  };
  return (
    <Dialog
      title={opened ? `${opened.project.name} is open` : `Opening ${model.name}`}
      onClose={opened ? () => onOpen(opened.project.id) : close}
      actions={
        opened ? (
          <Button variant="primary" onClick={() => onOpen(opened.project.id)}>
            Go to the canvas
          </Button>
        ) : (
          <Button onClick={close}>{error === null ? 'Cancel' : 'Close'}</Button>
        )
      }
    >
      <div className="stack g12">
        {error !== null && <ErrorStrip error={error} what={`Opening ${model.name}`} />}
        {error === null && !opened && <Progress label="Reading layers and weights" value={null} />}
        {opened && <Report opened={opened} />}
      </div>
    </Dialog>
  );
}

const MOST_SHOWN = 50;

function Report({ opened: { run, lost, unknown } }: { opened: OpenedModel }) {
  const rows = [
    ...unknown.map(({ node, className }) => ({
      node,
      what: `there is no layer ${className}: it stands as a placeholder`,
    })),
    ...lost.map(({ node, option, found }) => ({ node, what: `${option} of ${found} is left out` })),
  ];
  return (
    <>
      {run === null ? (
        <NoteStrip tone="warn">
          The canvas has problems, so the weights were not taken. Each problem says what to do about it.
        </NoteStrip>
      ) : (
        <p className="t2">Its weights are run 1: try it, judge it, export it.</p>
      )}
      {rows.length > 0 && (
        <>
          <p>Strata doesn't do {rows.length === 1 ? 'one thing' : plural(rows.length, 'thing')} of the file:</p>
          <ul className="lost-list" aria-label="What was lost">
            {rows.slice(0, MOST_SHOWN).map(({ node, what }) => (
              <li key={`${node} ${what}`} className="selectable">
                <b>{node}</b>: {what}
              </li>
            ))}
            {rows.length > MOST_SHOWN && <li>and {rows.length - MOST_SHOWN} more</li>}
          </ul>
        </>
      )}
    </>
  );
}
