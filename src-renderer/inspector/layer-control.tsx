import { ChevronDown, ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Select } from '#renderer/ui/fields.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import type { Column } from '#shared/data/types.ts';
import type { GraphNode } from '#shared/graph/types.ts';
import type { ParamField } from '#shared/layers/fields.ts';
import { allLayers, getLayer } from '#shared/layers/index.ts';
import { type Accepts, acceptsInner } from '#shared/layers/inner-layer.ts';
import { ParamControl } from './param-control.tsx';
import { isWide, valuesOf, withParam } from './param-values.ts';

type Json = GraphNode['params'][string];

interface LayerControlProps {
  readonly field: ParamField;
  readonly accepts: Accepts;
  readonly value: unknown;
  readonly columns: readonly Column[];
  readonly onChange: (value: Json) => void;
  /** Beside the choice of the layer: which of several it is, and a way to take it out. */
  readonly before?: ReactNode;
  readonly after?: ReactNode;
}

/** What an empty choice is called in a select, whose values are texts. */
const EMPTY = '';

/** A layer in a layer: which one, and below it the form of that layer. */
export function LayerControl({ field, accepts, value, columns, onChange, before, after }: LayerControlProps) {
  const [advanced, setAdvanced] = useState(false);
  const { type = EMPTY, params = {} } = (value ?? {}) as { type?: string; params?: GraphNode['params'] };
  const fitting = allLayers.filter((definition) => acceptsInner(accepts, definition));
  const options = fitting.map((definition) => ({ value: definition.type, label: definition.title }));
  const definition = getLayer(type);
  const inner = { id: 'layer', type, params, position: { x: 0, y: 0 } };
  const values = definition ? valuesOf(definition, inner) : [];
  const shown = values.filter(({ field: one, changed }) => advanced || changed || !one.advanced);
  return (
    <div className="inner-layer">
      <div className="row g6">
        {before}
        <div className="grow">
          <Select
            label={field.title}
            hideLabel
            value={type}
            options={field.whenEmpty === null ? options : [{ value: EMPTY, label: field.whenEmpty }, ...options]}
            onChange={(chosen) => onChange(chosen === EMPTY ? null : { type: chosen, params: {} })}
          />
        </div>
        {after}
      </div>
      {shown.map(({ field: setting, value: current }) => (
        <div key={setting.key} className={isWide(setting) ? 'variant-setting wide' : 'variant-setting'}>
          <span className="param-name" data-tip={setting.description}>
            {setting.title}
          </span>
          <ParamControl
            field={{ ...setting, title: `${field.title}, ${setting.title.toLowerCase()}` }}
            value={current}
            columns={columns}
            onChange={(next) => onChange({ type, params: withParam(inner, setting, next) })}
          />
        </div>
      ))}
      {values.some(({ field: one }) => one.advanced) && (
        <button type="button" className="param-more" aria-expanded={advanced} onClick={() => setAdvanced(!advanced)}>
          <Icon icon={advanced ? ChevronDown : ChevronRight} size={12} />
          <span>{advanced ? 'Fewer' : `More of ${field.title.toLowerCase()}`}</span>
        </button>
      )}
    </div>
  );
}
