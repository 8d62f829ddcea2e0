interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** Names on keys that differ from what `KeyboardEvent.key` calls them. */
const NAMES: Readonly<Record<string, string>> = {
  Space: ' ',
  Esc: 'Escape',
  '↵': 'Enter',
  Left: 'ArrowLeft',
  Right: 'ArrowRight',
  Up: 'ArrowUp',
  Down: 'ArrowDown',
};

function matchesOne(event: KeyPress, keys: string): boolean {
  const parts = keys.trim().split(' ');
  const name = parts.pop() ?? '';
  const key = NAMES[name] ?? name;
  // Command stands in for Ctrl on a Mac keyboard.
  if (parts.includes('Ctrl') !== (event.ctrlKey || event.metaKey)) return false;
  if (parts.includes('Alt') !== event.altKey) return false;
  const isLetter = /^[a-z]$/i.test(key);
  // Shift decides between letters; with signs such as `?` it is only how they are typed.
  if ((isLetter || key.length > 1) && parts.includes('Shift') !== event.shiftKey) return false;
  return isLetter ? event.key.toLowerCase() === key.toLowerCase() : event.key === key;
}

/** Whether a key press is one of these: `Ctrl Z`, or `Delete, Backspace` for either. */
export const matchesKeys = (event: KeyPress, keys: string): boolean =>
  keys.split(', ').some((one) => matchesOne(event, one));

/** Whether typing goes into this element. */
export function isEditable(target: unknown): boolean {
  if (typeof HTMLElement === 'undefined' || !(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.tagName === 'TEXTAREA' || target.tagName === 'SELECT') return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range'].includes(target.type);
}
