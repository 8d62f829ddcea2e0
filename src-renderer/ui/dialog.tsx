import { X } from 'lucide-react';
import { type FormEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { createPortal } from 'react-dom';
import { IconButton } from './button.tsx';

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** Buttons at the bottom right, the primary one last. */
  actions?: ReactNode;
  /** Enter in a field does this; give it where there is a primary action. */
  onSubmit?: () => void;
  wide?: boolean;
}

/** A modal window of the platform's own kind: it traps focus, Esc closes it, focus returns where it was. */
export function Dialog({ title, onClose, children, actions, onSubmit, wide }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const headingId = useId();
  useEffect(() => {
    const before = document.activeElement;
    const dialog = element.current;
    dialog?.showModal();
    dialog?.querySelector<HTMLElement>('[data-autofocus], .body input, .body select, .body button')?.focus();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit?.();
  };
  // In the body: what surrounds the button that opened it (a table's row, a list) must not style it.
  return createPortal(
    <dialog
      ref={element}
      className={wide ? 'dialog pop wide' : 'dialog pop'}
      aria-labelledby={headingId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      // Keys typed here are not commands of the place behind.
      onKeyDown={(event) => event.stopPropagation()}
    >
      <header>
        <h2 id={headingId} className="grow">
          {title}
        </h2>
        <IconButton icon={X} label="Close" size="dense" onClick={onClose} />
      </header>
      <form className="body" onSubmit={submit}>
        {children}
        {/* Without a submit button Enter does nothing in a form with two fields. */}
        {onSubmit && <input type="submit" className="visually-hidden" tabIndex={-1} aria-hidden="true" />}
      </form>
      {actions && <footer>{actions}</footer>}
    </dialog>,
    document.body,
  );
}
