import type { LucideIcon } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { Icon } from './icon.tsx';

export interface SegmentedOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly icon?: LucideIcon;
  /** Shows the icon alone; the label stays for screen readers and the tooltip. */
  readonly iconOnly?: boolean;
}

interface SegmentedProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly SegmentedOption<Value>[];
  onChange: (value: Value) => void;
  dense?: boolean;
}

/** One of a few; arrows move the choice, as in any radio group. */
export function Segmented<Value extends string>({ label, value, options, onChange, dense }: SegmentedProps<Value>) {
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const at = options.findIndex((option) => option.value === value);
    const next = options[(at + step + options.length) % options.length];
    if (!next) return;
    onChange(next.value);
    const buttons = event.currentTarget.querySelectorAll('button');
    buttons[options.indexOf(next)]?.focus();
  };
  return (
    <div className={dense ? 'seg dense' : 'seg'} role="radiogroup" aria-label={label} onKeyDown={move}>
      {options.map((option) => (
        // biome-ignore lint/a11y/useSemanticElements: a segment has content that an input can't hold
        <button
          key={option.value}
          type="button"
          role="radio"
          aria-checked={option.value === value}
          aria-label={option.iconOnly ? option.label : undefined}
          data-tip={option.iconOnly ? option.label : undefined}
          tabIndex={option.value === value ? 0 : -1}
          onClick={() => onChange(option.value)}
        >
          {option.icon && <Icon icon={option.icon} />}
          {!option.iconOnly && <span>{option.label}</span>}
        </button>
      ))}
    </div>
  );
}
