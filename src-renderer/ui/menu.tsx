import type { LucideIcon } from 'lucide-react';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { Icon } from './icon.tsx';
import { Kbd } from './kbd.tsx';

export type MenuEntry =
  | {
      readonly label: string;
      readonly icon?: LucideIcon;
      readonly kbd?: string;
      readonly danger?: boolean;
      /** Why it can't be chosen now. */
      readonly why?: string | undefined;
      readonly run: () => void;
    }
  | 'line';

interface MenuProps {
  label: string;
  entries: readonly MenuEntry[];
  /** Where it opens: below this box, or at a point. */
  at: { readonly left: number; readonly top: number };
  onClose: () => void;
}

/** A floating list of commands: arrows move, Enter runs, Esc or a click elsewhere closes. */
export function Menu({ label, entries, at, onClose }: MenuProps) {
  const element = useRef<HTMLDivElement>(null);
  const [shift, setShift] = useState({ x: 0, y: 0 });
  useLayoutEffect(() => {
    const box = element.current?.getBoundingClientRect();
    if (!box) return;
    setShift({
      x: Math.min(0, window.innerWidth - 8 - box.right),
      y: Math.min(0, window.innerHeight - 8 - box.bottom),
    });
    element.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
  }, []);
  useEffect(() => {
    const before = document.activeElement;
    const outside = (event: MouseEvent) => {
      if (!(event.target instanceof Node) || !element.current?.contains(event.target)) onClose();
    };
    document.addEventListener('mousedown', outside, true);
    return () => {
      document.removeEventListener('mousedown', outside, true);
      if (before instanceof HTMLElement && before !== document.body) before.focus();
    };
  }, [onClose]);
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape') return onClose();
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const items: (Element | null)[] = [...(element.current?.querySelectorAll('[role=menuitem]') ?? [])];
    const current = items.indexOf(document.activeElement);
    const next = items[(current + step + items.length) % items.length];
    if (next instanceof HTMLElement) next.focus();
  };
  return createPortal(
    <div
      ref={element}
      className="menu pop"
      role="menu"
      tabIndex={-1}
      aria-label={label}
      style={{ left: at.left + shift.x, top: at.top + shift.y }}
      onKeyDown={onKeyDown}
    >
      {entries.map((entry, index) =>
        entry === 'line' ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity of their own
          <hr key={`line-${index}`} />
        ) : (
          <button
            key={entry.label}
            type="button"
            role="menuitem"
            className={entry.danger && !entry.why ? 'bad-text' : undefined}
            aria-disabled={entry.why ? true : undefined}
            data-tip={entry.why}
            onClick={(event) => {
              event.stopPropagation();
              if (entry.why) return;
              onClose();
              entry.run();
            }}
          >
            {entry.icon && <Icon icon={entry.icon} />}
            <span className="grow">{entry.label}</span>
            {entry.why && <span className="t3 small">{entry.why}</span>}
            {entry.kbd && <Kbd>{entry.kbd}</Kbd>}
          </button>
        ),
      )}
    </div>,
    document.body,
  );
}

/** State for a menu that opens below the button that was pressed. */
export function useMenu(): {
  at: { left: number; top: number } | null;
  openBelow: (element: Element) => void;
  openAt: (left: number, top: number) => void;
  close: () => void;
} {
  const [at, setAt] = useState<{ left: number; top: number } | null>(null);
  const close = useRef(() => setAt(null)).current;
  return {
    at,
    openBelow: (element) => {
      const box = element.getBoundingClientRect();
      setAt({ left: box.left, top: box.bottom + 4 });
    },
    openAt: (left, top) => setAt({ left, top }),
    close,
  };
}
