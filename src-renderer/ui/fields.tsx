import { ChevronDown, type LucideIcon } from 'lucide-react';
import { type ReactNode, type Ref, useEffect, useId, useState } from 'react';
import { Icon } from './icon.tsx';

interface LabelProps {
  /** Always given: shown above the field, or for screen readers only with `hideLabel`. */
  label: string;
  hideLabel?: boolean | undefined;
  hint?: ReactNode;
  error?: string | undefined;
}

function Labelled({ label, hideLabel, hint, error, id, children }: LabelProps & { id: string; children: ReactNode }) {
  return (
    <div className="labelled">
      <label htmlFor={id} className={hideLabel ? 'visually-hidden' : undefined}>
        {label}
      </label>
      {children}
      {(error ?? hint) !== undefined && <span className={error ? 'hint bad-text' : 'hint'}>{error ?? hint}</span>}
    </div>
  );
}

interface TextFieldProps extends LabelProps {
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  icon?: LucideIcon;
  trailing?: ReactNode;
  ref?: Ref<HTMLInputElement>;
  type?: 'text' | 'search';
  /** While the value that it starts with is still on its way: what is typed before would be put beside that. */
  readOnly?: boolean;
}

export function TextField({
  value,
  onChange,
  placeholder,
  icon,
  trailing,
  ref,
  type = 'text',
  readOnly = false,
  ...label
}: TextFieldProps) {
  const id = useId();
  return (
    <Labelled {...label} id={id}>
      <div className={label.error ? 'field invalid' : 'field'}>
        {icon && <Icon icon={icon} />}
        <input
          id={id}
          ref={ref}
          type={type}
          value={value}
          placeholder={placeholder}
          readOnly={readOnly}
          aria-invalid={label.error ? true : undefined}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
        />
        {trailing}
      </div>
    </Labelled>
  );
}

interface NumberFieldProps extends LabelProps {
  value: number | null;
  /** Called with every number typed that lies in the range; null only where `optional`. */
  onChange: (value: number | null) => void;
  min?: number | undefined;
  max?: number | undefined;
  /** For the arrow keys; whole numbers only where it is 1 and `integer`. */
  step?: number | undefined;
  integer?: boolean | undefined;
  optional?: boolean | undefined;
  unit?: string | undefined;
  placeholder?: string | undefined;
}

/** Keeps what is typed until it is a number in range, and says the range while it is not. */
export function NumberField(props: NumberFieldProps) {
  const { value, onChange, min, max, step, integer, optional, unit, placeholder, ...label } = props;
  const id = useId();
  const [text, setText] = useState(value === null ? '' : String(value));
  const [wrong, setWrong] = useState<string | null>(null);
  useEffect(() => {
    setText((shown) => (shown !== '' && Number(shown) === value ? shown : value === null ? '' : String(value)));
    setWrong(null);
  }, [value]);

  const commit = (typed: string) => {
    setText(typed);
    if (typed.trim() === '') {
      setWrong(optional ? null : 'needs a number');
      if (optional) onChange(null);
      return;
    }
    const number = Number(typed.replace(',', '.'));
    if (!Number.isFinite(number)) return setWrong('needs a number');
    if (integer && !Number.isInteger(number)) return setWrong('needs a whole number');
    if (min !== undefined && number < min) return setWrong(`at least ${min}`);
    if (max !== undefined && number > max) return setWrong(`at most ${max}`);
    setWrong(null);
    if (number !== value) onChange(number);
  };
  const nudge = (direction: number) => {
    const size = step ?? (integer ? 1 : 0.1);
    const next = Number(((value ?? min ?? 0) + direction * size).toPrecision(12));
    commit(String(Math.min(Math.max(next, min ?? next), max ?? next)));
  };
  return (
    <Labelled {...label} id={id} error={wrong ?? label.error}>
      <div className={wrong || label.error ? 'field invalid' : 'field'}>
        <input
          id={id}
          inputMode={integer ? 'numeric' : 'decimal'}
          value={text}
          placeholder={placeholder}
          aria-invalid={wrong ? true : undefined}
          autoComplete="off"
          onChange={(event) => commit(event.target.value)}
          onBlur={() => {
            if (wrong) setText(value === null ? '' : String(value));
            setWrong(null);
          }}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
            event.preventDefault();
            nudge(event.key === 'ArrowUp' ? 1 : -1);
          }}
        />
        {unit && <span className="unit">{unit}</span>}
      </div>
    </Labelled>
  );
}

interface SelectProps<Value extends string> extends LabelProps {
  value: Value;
  options: readonly { readonly value: Value; readonly label: string }[];
  onChange: (value: Value) => void;
}

export function Select<Value extends string>({ value, options, onChange, ...label }: SelectProps<Value>) {
  const id = useId();
  return (
    <Labelled {...label} id={id}>
      <div className="field">
        <select
          id={id}
          value={value}
          data-tip-cut={options.find((option) => option.value === value)?.label}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value);
            if (chosen) onChange(chosen.value);
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon icon={ChevronDown} size={12} />
      </div>
    </Labelled>
  );
}

/** On or off, at once. */
export function Switch({
  label,
  checked,
  onChange,
}: {
  label: string;
  checked: boolean;
  onChange: (on: boolean) => void;
}) {
  return (
    <button
      type="button"
      role="switch"
      className="switch"
      aria-checked={checked}
      aria-label={label}
      onClick={() => onChange(!checked)}
    />
  );
}

export function Checkbox({
  label,
  checked,
  onChange,
}: {
  label: ReactNode;
  checked: boolean;
  onChange: (on: boolean) => void;
}) {
  return (
    <label className="row">
      <input type="checkbox" className="check" checked={checked} onChange={(event) => onChange(event.target.checked)} />
      <span>{label}</span>
    </label>
  );
}
