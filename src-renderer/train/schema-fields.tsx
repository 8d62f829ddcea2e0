import { NumberField, Select, Switch, TextField } from '#renderer/ui/fields.tsx';
import type { ParamField } from '#shared/layers/fields.ts';

interface SchemaFieldsProps {
  fields: readonly ParamField[];
  values: Readonly<Record<string, unknown>>;
  onChange: (key: string, value: unknown) => void;
}

/** Fields made from a schema's titles, ranges and sentences; an empty one stands for "off". */
export function SchemaFields({ fields, values, onChange }: SchemaFieldsProps) {
  return fields.map(({ key, title, description, unit, control, whenEmpty }) => {
    const value = values[key];
    if (control.kind === 'boolean') {
      return (
        <div key={key} className="labelled">
          <div className="row">
            <Switch label={title} checked={value === true} onChange={(on) => onChange(key, on)} />
            <span className="medium">{title}</span>
          </div>
          <span className="hint">{description}</span>
        </div>
      );
    }
    if (control.kind === 'choice') {
      const options = control.options.map((option) => ({ value: option, label: option.replaceAll('_', ' ') }));
      return (
        <Select
          key={key}
          label={title}
          hint={description}
          value={String(value)}
          options={options}
          onChange={(next) => onChange(key, next)}
        />
      );
    }
    if (control.kind === 'text') {
      return (
        <TextField
          key={key}
          label={title}
          hint={description}
          value={String(value ?? '')}
          onChange={(next) => onChange(key, next)}
        />
      );
    }
    if (control.kind !== 'number' && control.kind !== 'integer') return null;
    return (
      <NumberField
        key={key}
        label={title}
        hint={description}
        unit={unit ?? undefined}
        integer={control.kind === 'integer'}
        min={control.min}
        max={control.max}
        step={control.kind === 'number' ? control.step : undefined}
        optional={whenEmpty !== null}
        placeholder={whenEmpty === null ? undefined : 'off'}
        value={typeof value === 'number' ? value : null}
        onChange={(next) => onChange(key, next)}
      />
    );
  });
}
