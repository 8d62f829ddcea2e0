import { useState } from 'react';
import { useEngine } from '#renderer/client/use-engine.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { ErrorStrip } from '#renderer/ui/error-strip.tsx';
import { TextField } from '#renderer/ui/fields.tsx';
import { plural } from '#renderer/ui/format.ts';
import type { ProjectSummary } from '#shared/contract/requests/projects.ts';

interface RenameProps {
  title: string;
  action: string;
  initial: string;
  onClose: () => void;
  onDone: (name: string) => Promise<unknown>;
}

/** Asks for one name: for renaming and for duplicating. */
export function NameDialog({ title, action, initial, onClose, onDone }: RenameProps) {
  const [name, setName] = useState(initial);
  const [error, setError] = useState<unknown>(null);
  const why = name.trim() === '' ? 'Give it a name first.' : undefined;
  const submit = async () => {
    if (why) return;
    try {
      await onDone(name.trim());
      onClose();
    } catch (caught) {
      setError(caught);
    }
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      onSubmit={submit}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" why={why} onClick={submit}>
            {action}
          </Button>
        </>
      }
    >
      <div className="stack g12">
        <TextField label="Name" value={name} onChange={setName} />
        {error !== null && <ErrorStrip error={error} />}
      </div>
    </Dialog>
  );
}

export function RemoveProjectDialog({ project, onClose }: { project: ProjectSummary; onClose: () => void }) {
  const engine = useEngine();
  const [error, setError] = useState<unknown>(null);
  const remove = async () => {
    try {
      await engine.projects.remove({ project: project.id });
      onClose();
    } catch (caught) {
      setError(caught);
    }
  };
  return (
    <Dialog
      title={`Delete ${project.name}?`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button variant="danger" onClick={remove}>
            Delete project
          </Button>
        </>
      }
    >
      <div className="stack g12">
        <p className="t2">
          Its network{project.runs > 0 && ` and ${plural(project.runs, 'run')} with their checkpoints`} will be gone for
          good. The dataset and your own files stay.
        </p>
        {error !== null && <ErrorStrip error={error} what="Deleting" />}
      </div>
    </Dialog>
  );
}
