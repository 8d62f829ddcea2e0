import { ChevronDown, ChevronRight, RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { Icon } from '#renderer/ui/icon.tsx';
import type { Column } from '#shared/data/types.ts';
import type { Problem } from '#shared/graph/problems.ts';
import type { GraphNode } from '#shared/graph/types.ts';
import type { LayerDefinition } from '#shared/layers/definition.ts';
import { ParamControl } from './param-control.tsx';
import { type FieldValue, isWide, valuesOf, withoutParam, withParam } from './param-values.ts';

interface ParamFormProps {
  node: GraphNode;
  definition: LayerDefinition;
  problems: readonly Problem[];
  columns: readonly Column[];
  /** By parameter, which choices fit here; where left out, all do. */
  fits?: Readonly<Record<string, readonly string[]>>;
  /** `key` names the parameter, so that typing into one field is undone as one step. */
  onParams: (params: GraphNode['params'], title: string, key: string) => void;
}

/** A form made from the catalogue: changed values stand out and can be taken back. */
export function ParamForm({ node, definition, problems, columns, fits = {}, onParams }: ParamFormProps) {
  const [advanced, setAdvanced] = useState(false);
  const values = valuesOf(definition, node);
  const changed = values.filter((value) => value.changed).length;
  const plain = values.filter((value) => !value.field.advanced);
  const rest = values.filter((value) => value.field.advanced);
  // A changed value must not hide.
  const shown = advanced ? rest : rest.filter((value) => value.changed);
  if (values.length === 0) {
    return (
      <section className="inspector-section">
        <h2>Parameters</h2>
        <p className="t3">This layer has nothing to set.</p>
      </section>
    );
  }
  const row = ({ field, value, changed: isChanged }: FieldValue) => {
    const problem = problems.find((candidate) => candidate.param === field.key);
    return (
      <div key={field.key} className={`param${isChanged ? ' changed' : ''}${isWide(field) ? ' wide' : ''}`}>
        <span className="param-name" data-tip={field.description}>
          {field.title}
        </span>
        <ParamControl
          field={field}
          value={value}
          columns={columns}
          fits={fits[field.key]}
          onChange={(next) => onParams(withParam(node, field, next), `Set ${field.title.toLowerCase()}`, field.key)}
        />
        {isChanged ? (
          <button
            type="button"
            className="param-reset"
            aria-label={`Reset ${field.title}`}
            data-tip="Back to the default"
            onClick={() => onParams(withoutParam(node, field), `Reset ${field.title.toLowerCase()}`, field.key)}
          >
            <Icon icon={RotateCcw} size={12} />
          </button>
        ) : (
          <span />
        )}
        {problem && (
          <p className={problem.severity === 'error' ? 'param-problem bad-text' : 'param-problem warn-text'}>
            {problem.message}
          </p>
        )}
      </div>
    );
  };
  return (
    <section className="inspector-section" aria-label="Parameters">
      <h2>
        <span className="grow">Parameters</span>
        {changed > 0 && <span className="t3 small">{changed} changed</span>}
      </h2>
      {plain.map(row)}
      {shown.map(row)}
      {rest.length > 0 && (
        <button type="button" className="param-more" aria-expanded={advanced} onClick={() => setAdvanced(!advanced)}>
          <Icon icon={advanced ? ChevronDown : ChevronRight} size={12} />
          <span>{advanced ? 'Fewer' : rest.map((value) => value.field.title).join(', ')}</span>
        </button>
      )}
    </section>
  );
}
