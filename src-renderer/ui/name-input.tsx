import { useEffect, useState } from 'react';

interface NameInputProps {
  label: string;
  value: string;
  /** A changed text that was left or entered; false where it can't be taken, and the name stays as it was. */
  onRename: (text: string) => boolean;
}

/** A name that is edited where it stands: leaving it or Enter takes it, Escape takes it back. */
export function NameInput({ label, value, onRename }: NameInputProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  return (
    <input
      className="inspector-name"
      aria-label={label}
      value={text}
      spellCheck={false}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => {
        if (text !== value && !onRename(text)) setText(value);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.currentTarget.blur();
        if (event.key === 'Escape') setText(value);
      }}
    />
  );
}
