import { useState } from 'react';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { ErrorStrip } from './error-strip.tsx';
import { TextField } from './fields.tsx';

interface NameDialogProps {
  title: string;
  action: string;
  initial: string;
  /** It may be left empty: what that means. */
  emptyHint?: string;
  onClose: () => void;
  onDone: (name: string) => Promise<unknown>;
}

/** Asks for one name: for renaming and for duplicating. */
export function NameDialog({ title, action, initial, emptyHint, onClose, onDone }: NameDialogProps) {
  const [name, setName] = useState(initial);
  const [error, setError] = useState<unknown>(null);
  const why = name.trim() === '' && !emptyHint ? 'Give it a name first.' : undefined;
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
        <TextField label="Name" hint={emptyHint} value={name} onChange={setName} />
        {error !== null && <ErrorStrip error={error} />}
      </div>
    </Dialog>
  );
}
