import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { IconButton } from '#renderer/ui/button.tsx';
import { NumberField, Select, Switch, TextField } from '#renderer/ui/fields.tsx';
import type { Column } from '#shared/data/types.ts';
import type { GraphNode } from '#shared/graph/types.ts';
import type { FieldControl, ParamField, VariantOption } from '#shared/layers/fields.ts';
import { LayerControl } from './layer-control.tsx';
import { LayersControl } from './layers-control.tsx';
import { formatList, formatSizes, parseList, parseSizes } from './param-values.ts';

type Json = GraphNode['params'][string];

interface ParamControlProps {
  field: ParamField;
  value: unknown;
  onChange: (value: Json) => void;
  /** The dataset's columns, for the ends that meet data. */
  columns: readonly Column[];
  /** Of a choice: the names that fit here; where left out, all do. */
  fits?: readonly string[] | undefined;
}

const finite = (bound: number) => (Number.isFinite(bound) ? bound : undefined);
const words = (option: string) => option.replaceAll('_', ' ');
/** What an empty choice is called in a select, whose values are texts. */
const EMPTY = '';

const unitsOf: Readonly<Record<string, string>> = { depth: 'd', height: 'h', width: 'w' };

/** A few numbers side by side; with nothing set yet, the first that is typed stands for all. */
function TupleControl({
  field,
  control,
  value,
  onChange,
}: ParamControlProps & { control: Extract<FieldControl, { kind: 'tuple' }> }) {
  const current = Array.isArray(value) ? value.map(Number) : [];
  return (
    <div className="pair">
      {control.parts.map((name, index) => (
        <NumberField
          key={name}
          label={control.parts.length === 1 ? field.title : `${field.title}, ${name}`}
          hideLabel
          value={current[index] ?? null}
          min={finite(control.min)}
          max={finite(control.max)}
          integer={control.integer}
          unit={control.parts.length === 1 ? (field.unit ?? undefined) : unitsOf[name]}
          optional={field.whenEmpty !== null}
          placeholder={field.whenEmpty ?? undefined}
          onChange={(next) =>
            onChange(
              next === null
                ? null
                : control.parts.map((_, place) => (place === index ? next : (current[place] ?? next))),
            )
          }
        />
      ))}
    </div>
  );
}

/** Two whole numbers for each axis: before and after it. */
function PairsControl({
  field,
  control,
  value,
  onChange,
}: ParamControlProps & { control: Extract<FieldControl, { kind: 'pairs' }> }) {
  const rows = Array.isArray(value) ? value : [];
  return (
    <div>
      {control.parts.map((name, axis) => (
        <TupleControl
          key={name}
          field={{ ...field, title: `${field.title}, ${name}` }}
          control={{ kind: 'tuple', parts: ['before', 'after'], integer: true, min: control.min, max: control.max }}
          value={rows[axis]}
          onChange={(next) => onChange(control.parts.map((_, place) => (place === axis ? next : rows[place])))}
          columns={[]}
        />
      ))}
    </div>
  );
}

type Fields = Readonly<Record<string, Json>>;

/** A choice, and below it the settings of what was chosen. */
function VariantControl({
  field,
  control,
  value,
  onChange,
  columns,
  fits,
}: ParamControlProps & { control: Extract<FieldControl, { kind: 'variant' }> }) {
  const current = (value ?? {}) as Fields;
  const offered = control.options.filter(({ name }) => !fits || fits.includes(name) || name === current.name);
  const names = offered.map(({ name }) => ({ value: name, label: words(name) }));
  const chosen = control.options.find(({ name }) => name === current.name);
  return (
    <div>
      <Select
        label={field.title}
        hideLabel
        value={typeof current.name === 'string' ? current.name : EMPTY}
        options={field.whenEmpty === null ? names : [{ value: EMPTY, label: field.whenEmpty }, ...names]}
        onChange={(name) => onChange(name === EMPTY ? null : { name })}
      />
      <VariantSettings title={field.title} option={chosen} value={current} columns={columns} onChange={onChange} />
    </div>
  );
}

interface VariantSettingsProps {
  title: string;
  option: VariantOption | undefined;
  value: Fields;
  columns: readonly Column[];
  onChange: (value: Json) => void;
}

function VariantSettings({ title, option, value, columns, onChange }: VariantSettingsProps) {
  return option?.fields.map((setting) => (
    <div key={setting.key} className="variant-setting">
      <span className="param-name" data-tip={setting.description}>
        {setting.title}
      </span>
      <ParamControl
        field={{ ...setting, title: `${title}, ${setting.title.toLowerCase()}` }}
        value={value[setting.key] ?? setting.default}
        columns={columns}
        onChange={(next) => onChange({ ...value, [setting.key]: next })}
      />
    </div>
  ));
}

/** Several choices one below the other, each with its settings, and one more to be added. */
function VariantsControl({
  field,
  control,
  value,
  onChange,
  columns,
  fits,
}: ParamControlProps & { control: Extract<FieldControl, { kind: 'variants' }> }) {
  const chosen = (Array.isArray(value) ? value : []) as Fields[];
  const offered = control.options.filter(({ name }) => !fits || fits.includes(name));
  const replace = (place: number, next: readonly Json[]) =>
    onChange([...chosen.slice(0, place), ...next, ...chosen.slice(place + 1)]);
  return (
    <div>
      {chosen.map((each, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two of a kind differ by nothing but their place
        <div key={place}>
          <div className="row">
            <span className="grow ellipsis">{words(String(each.name))}</span>
            <IconButton
              icon={X}
              size="dense"
              label={`Take ${words(String(each.name))} away`}
              onClick={() => replace(place, [])}
            />
          </div>
          <VariantSettings
            title={`${field.title}, ${words(String(each.name))}`}
            option={control.options.find(({ name }) => name === each.name)}
            value={each}
            columns={columns}
            onChange={(next) => replace(place, [next])}
          />
        </div>
      ))}
      <Select
        label={`Add to ${field.title.toLowerCase()}`}
        hideLabel
        value={EMPTY}
        options={[
          { value: EMPTY, label: chosen.length === 0 ? 'the usual ones; add…' : 'add…' },
          ...offered.map(({ name }) => ({ value: name, label: words(name) })),
        ]}
        onChange={(name) => name !== EMPTY && onChange([...chosen, { name }])}
      />
    </div>
  );
}

interface TypedListProps {
  field: ParamField;
  /** The value as text. */
  current: string;
  parse: (typed: string) => Json[] | null;
  format: (items: readonly Json[]) => string;
  expected: string;
  onChange: (value: Json) => void;
}

/** A list that is typed as text; what can't be read says so and changes nothing. */
function TypedList({ field, current, parse, format, expected, onChange }: TypedListProps) {
  const [text, setText] = useState(current);
  useEffect(() => setText(current), [current]);
  const mayBeEmpty = field.whenEmpty !== null;
  const fine = parse(text) !== null || (mayBeEmpty && text.trim() === '');
  return (
    <TextField
      label={field.title}
      hideLabel
      value={text}
      placeholder={field.whenEmpty ?? undefined}
      error={fine ? undefined : expected}
      onChange={(typed) => {
        setText(typed);
        if (mayBeEmpty && typed.trim() === '' && current !== '') return onChange(null);
        const next = parse(typed);
        if (next && format(next) !== current) onChange(next);
      }}
    />
  );
}

function ShapeControl({
  field,
  control,
  value,
  onChange,
}: ParamControlProps & { control: Extract<FieldControl, { kind: 'shape' }> }) {
  const sizesOf = (items: readonly unknown[]) =>
    formatSizes(items.map((item) => (item === null ? null : Number(item))));
  const current = Array.isArray(value) ? sizesOf(value) : '';
  return (
    <TypedList
      field={field}
      current={current}
      parse={(typed) => parseSizes(typed, control)}
      format={sizesOf}
      expected={`up to ${control.maxLength} whole numbers${control.open ? ' or “all”' : ''}, such as ${current || (control.open ? 'all, 1, 1' : '64, 64, 3')}`}
      onChange={onChange}
    />
  );
}

function ListControl({
  field,
  control,
  value,
  onChange,
}: ParamControlProps & { control: Extract<FieldControl, { kind: 'list' }> }) {
  const items = Array.isArray(value) ? (value as (number | string)[]) : [];
  return (
    <TypedList
      field={field}
      current={formatList(items)}
      parse={(typed) => parseList(typed, control.of, control.maxLength)}
      format={(next) => formatList(next as (number | string)[])}
      expected={control.of === 'number' ? 'numbers apart by commas, such as 0.5, 1' : 'words apart by commas'}
      onChange={onChange}
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
  if (control.kind === 'tuple') return <TupleControl {...props} control={control} />;
  if (control.kind === 'pairs') return <PairsControl {...props} control={control} />;
  if (control.kind === 'variant') return <VariantControl {...props} control={control} />;
  if (control.kind === 'variants') return <VariantsControl {...props} control={control} />;
  if (control.kind === 'shape') return <ShapeControl {...props} control={control} />;
  if (control.kind === 'list') return <ListControl {...props} control={control} />;
  if (control.kind === 'layer') {
    return <LayerControl field={field} accepts={control.accepts} value={value} columns={columns} onChange={onChange} />;
  }
  if (control.kind === 'layers') {
    return <LayersControl field={field} control={control} value={value} columns={columns} onChange={onChange} />;
  }
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
