import type { ReactNode } from 'react';
import { Button } from '#renderer/ui/button.tsx';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { NumberField } from '#renderer/ui/fields.tsx';

interface MoreEpochsDialogProps {
  title: string;
  /** What the button does. */
  verb: string;
  /** Why it can't be pressed now. */
  why: string | undefined;
  hint?: string;
  epochs: number;
  onEpochs: (epochs: number) => void;
  onGo: () => void;
  onClose: () => void;
  /** Above the number of epochs. */
  intro?: ReactNode;
  /** Below it: other settings. */
  children?: ReactNode;
}

/** Asks for how many epochs a training goes on. */
export function MoreEpochsDialog(props: MoreEpochsDialogProps) {
  const { title, verb, why, hint, epochs, onEpochs, onGo, onClose, intro, children } = props;
  return (
    <Dialog
      title={title}
      onClose={onClose}
      onSubmit={onGo}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" why={why} onClick={onGo}>
            {verb}
          </Button>
        </>
      }
    >
      {intro && <p className="t2">{intro}</p>}
      <NumberField
        label="More epochs"
        {...(hint === undefined ? {} : { hint })}
        integer
        min={1}
        max={100_000}
        value={epochs}
        onChange={(value) => value !== null && onEpochs(value)}
      />
      {children}
    </Dialog>
  );
}
