import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { allCommands, type Command } from '#renderer/ui/commands.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { rankByWords } from '#renderer/ui/match-words.ts';

const LIMIT = 12;

/** Ctrl K: every command that can be run now, and every project, found by a few letters. */
export function CommandPalette({ extra, onClose }: { extra: readonly Command[]; onClose: () => void }) {
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const dialog = useRef<HTMLDialogElement>(null);
  const [commands] = useState(() => [...allCommands().filter((command) => !command.hidden), ...extra]);
  const found = rankByWords(commands, text, (command) => `${command.title} ${command.group}`).slice(0, LIMIT);

  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    dialog.current?.querySelector('input')?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);

  const run = (command: Command | undefined) => {
    if (!command) return;
    onClose();
    // After the palette has given the focus back: the command may want it elsewhere.
    setTimeout(command.run, 0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setActive((current) => (current + step + found.length) % Math.max(found.length, 1));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      run(found[active]);
    }
  };
  return (
    <dialog
      ref={dialog}
      className="dialog pop command-palette"
      aria-label="Search or run a command"
      onCancel={onClose}
      onKeyDown={onKeyDown}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className="command-search">
        <Icon icon={Search} />
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls="command-list"
          aria-activedescendant={found[active] ? `command-${found[active].id}` : undefined}
          aria-label="Search or run"
          placeholder="Search or run…"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setActive(0);
          }}
        />
        <Kbd>Esc</Kbd>
      </div>
      <div id="command-list" role="listbox" aria-label="Commands" className="command-list">
        {found.map((command, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the field above runs the active one
          <div
            key={command.id}
            id={`command-${command.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            className="command-item"
            onMouseEnter={() => setActive(index)}
            onClick={() => run(command)}
          >
            <span>{command.title}</span>
            <span className="grow" />
            <span className="t3 small">{command.group}</span>
            {command.keys && <Kbd>{command.keys.split(', ')[0] ?? ''}</Kbd>}
          </div>
        ))}
        {found.length === 0 && <p className="t3 command-none">Nothing here is called “{text}”.</p>}
      </div>
    </dialog>
  );
}
