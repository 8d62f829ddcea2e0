import { Plus, X } from 'lucide-react';
import { Button, IconButton } from '#renderer/ui/button.tsx';
import type { Column } from '#shared/data/types.ts';
import type { GraphNode } from '#shared/graph/types.ts';
import type { FieldControl, ParamField } from '#shared/layers/fields.ts';
import { LayerControl } from './layer-control.tsx';

type Json = GraphNode['params'][string];

interface LayersControlProps {
  readonly field: ParamField;
  readonly control: Extract<FieldControl, { kind: 'layers' }>;
  readonly value: unknown;
  readonly columns: readonly Column[];
  readonly onChange: (value: Json) => void;
}

/** Layers in a layer, the first one below the others; one more is like the last. */
export function LayersControl({ field, control, value, columns, onChange }: LayersControlProps) {
  const layers = (Array.isArray(value) ? value : []) as Json[];
  const { accepts, min, max } = control;
  const fewest = layers.length <= min;
  const most = layers.length >= max;
  return (
    <div>
      {layers.map((layer, place) => {
        const title = `${field.title}, ${place + 1}`;
        return (
          <LayerControl
            // biome-ignore lint/suspicious/noArrayIndexKey: two of a kind differ by nothing but their place
            key={place}
            field={{ ...field, title, whenEmpty: null }}
            accepts={accepts}
            value={layer}
            columns={columns}
            onChange={(next) => onChange(layers.map((other, index) => (index === place ? next : other)))}
            before={<span className="num t3 layer-place">{place + 1}</span>}
            after={
              <IconButton
                icon={X}
                size="dense"
                label={`Take ${title} away`}
                why={fewest ? `There are at least ${min}.` : undefined}
                onClick={() => onChange(layers.filter((_, index) => index !== place))}
              />
            }
          />
        );
      })}
      <Button
        icon={Plus}
        size="dense"
        why={most ? `There are at most ${max}.` : undefined}
        onClick={() => onChange([...layers, layers.at(-1) ?? null])}
      >
        Add one
      </Button>
    </div>
  );
}
