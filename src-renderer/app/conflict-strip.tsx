import { useStore } from 'zustand';
import type { Autosave } from '#renderer/canvas/autosave.ts';
import type { GraphSession } from '#renderer/canvas/graph-session.ts';
import { useEngine } from '#renderer/client/use-engine.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { ErrorStrip, NoteStrip } from '#renderer/ui/error-strip.tsx';
import { notifyError } from '#renderer/ui/toast.tsx';
import type { ProjectDetail } from '#shared/contract/requests/projects.ts';

interface ConflictStripProps {
  project: ProjectDetail;
  session: GraphSession;
  autosave: () => Autosave | null;
}

/** Two windows changed one network: nothing is overwritten before the person has chosen. */
export function ConflictStrip({ project, session, autosave }: ConflictStripProps) {
  const engine = useEngine();
  const save = useStore(session, (state) => state.save);
  const error = useStore(session, (state) => state.saveError);
  // Stays while it is tried again: a strip that comes and goes can't be read.
  if (error && save !== 'conflict') return <ErrorStrip error={error} what="Saving the network" />;
  if (save !== 'conflict') return null;
  const reload = async () => {
    try {
      const current = await engine.projects.get({ project: project.id });
      session.adopt(current.graph, current.graphVersion);
    } catch (caught) {
      notifyError('Loading the other version', caught);
    }
  };
  const keepMine = () => {
    autosave()
      ?.keepMine()
      .catch((caught) => notifyError('Saving', caught));
  };
  return (
    <NoteStrip
      tone="warn"
      actions={
        <div className="row">
          <Button size="dense" onClick={reload}>
            Show theirs
          </Button>
          <Button size="dense" onClick={keepMine}>
            Keep mine
          </Button>
        </div>
      }
    >
      <b>Another window saved this network meanwhile.</b> Neither version is lost: both stay in the history.
    </NoteStrip>
  );
}
