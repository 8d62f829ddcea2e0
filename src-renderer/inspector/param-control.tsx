import { useEffect, useState } from 'react';
import { NumberField, Select, Switch, TextField } from '#renderer/ui/fields.tsx';
import type { Column } from '#shared/data/types.ts';
import type { GraphNode } from '#shared/graph/types.ts';
import type { FieldControl, ParamField } from '#shared/layers/fields.ts';
import { formatSizes, parseSizes } from './param-values.ts';

type Json = GraphNode['params'][string];

interface ParamControlProps {
  field: ParamField;
  value: unknown;
  onChange: (value: Json) => void;
  /** The dataset's columns, for the ends that meet data. */
  columns: readonly Column[];
}

const finite = (bound: number) => (Number.isFinite(bound) ? bound : undefined);
const words = (option: string) => option.replaceAll('_', ' ');
/** What an empty choice is called in a select, whose values are texts. */
const EMPTY = '';

function PairControl({
  field,
  control,
  value,
  onChange,
}: ParamControlProps & { control: Extract<FieldControl, { kind: 'pair' }> }) {
  const [first, second] = Array.isArray(value) ? value.map(Number) : [];
  const parts = control.integer
    ? ([
        ['height', 'h', first],
        ['width', 'w', second],
      ] as const)
    : ([
        ['from', undefined, first],
        ['to', undefined, second],
      ] as const);
  return (
    <div className="pair">
      {parts.map(([name, unit, current], index) => (
        <NumberField
          key={name}
          label={`${field.title}, ${name}`}
          hideLabel
          value={current ?? null}
          min={finite(control.min)}
          max={finite(control.max)}
          integer={control.integer}
          unit={unit}
          optional={field.whenEmpty !== null}
          placeholder={field.whenEmpty ?? undefined}
          onChange={(next) =>
            onChange(next === null ? null : index === 0 ? [next, second ?? next] : [first ?? next, next])
          }
        />
      ))}
    </div>
  );
}

function ShapeControl({
  field,
  control,
  value,
  onChange,
}: ParamControlProps & { control: Extract<FieldControl, { kind: 'shape' }> }) {
  const sizes = Array.isArray(value) ? value.map(Number) : [];
  const current = formatSizes(sizes);
  const [text, setText] = useState(current);
  useEffect(() => setText(current), [current]);
  const parsed = parseSizes(text, control.min, control.maxLength);
  return (
    <TextField
      label={field.title}
      hideLabel
      value={text}
      error={parsed ? undefined : `up to ${control.maxLength} whole numbers, such as ${current || '64, 64, 3'}`}
      onChange={(typed) => {
        setText(typed);
        const next = parseSizes(typed, control.min, control.maxLength);
        if (next && formatSizes(next) !== current) onChange(next);
      }}
    />
  );
}

/** The control that a parameter's schema asks for. */
export function ParamControl(props: ParamControlProps) {
  const { field, value, onChange, columns } = props;
  const { control, title, unit, whenEmpty } = field;
  if (control.kind === 'integer' || control.kind === 'number') {
    return (
      <NumberField
        label={title}
        hideLabel
        value={typeof value === 'number' ? value : null}
        min={finite(control.min)}
        max={finite(control.max)}
        integer={control.kind === 'integer'}
        step={control.kind === 'number' ? control.step : undefined}
        unit={unit ?? undefined}
        optional={whenEmpty !== null}
        placeholder={whenEmpty ?? undefined}
        onChange={onChange}
      />
    );
  }
  if (control.kind === 'boolean') return <Switch label={title} checked={value === true} onChange={onChange} />;
  if (control.kind === 'pair') return <PairControl {...props} control={control} />;
  if (control.kind === 'shape') return <ShapeControl {...props} control={control} />;
  if (control.kind === 'choice') {
    const options = control.options.map((option) => ({ value: option, label: words(option) }));
    const withEmpty = whenEmpty === null ? options : [{ value: EMPTY, label: whenEmpty }, ...options];
    return (
      <Select
        label={title}
        hideLabel
        value={typeof value === 'string' ? value : EMPTY}
        options={withEmpty}
        onChange={(chosen) => onChange(chosen === EMPTY ? null : chosen)}
      />
    );
  }
  if (control.kind === 'column') {
    const known = columns.map((column) => ({ value: column.name, label: `${column.name} (${column.type})` }));
    const current = typeof value === 'string' ? value : EMPTY;
    const lost = current !== EMPTY && !known.some((column) => column.value === current);
    return (
      <Select
        label={title}
        hideLabel
        value={current}
        options={[
          { value: EMPTY, label: 'inferred from the dataset' },
          ...known,
          ...(lost ? [{ value: current, label: `${current} (not in the data)` }] : []),
        ]}
        onChange={(chosen) => onChange(chosen === EMPTY ? null : chosen)}
      />
    );
  }
  return (
    <TextField
      label={title}
      hideLabel
      value={typeof value === 'string' ? value : ''}
      placeholder={whenEmpty ?? ''}
      onChange={(typed) => onChange(typed === '' && whenEmpty !== null ? null : typed)}
    />
  );
}
