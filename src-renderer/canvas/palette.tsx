import { ChevronDown, ChevronRight, Search } from 'lucide-react';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useCommands } from '#renderer/ui/commands.ts';
import { FamilyGlyph, familyLook } from '#renderer/ui/family-glyph.tsx';
import { TextField } from '#renderer/ui/fields.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { rankByWords } from '#renderer/ui/match-words.ts';
import type { LayerDefinition, LayerFamily } from '#shared/layers/definition.ts';
import { allLayers, getLayer } from '#shared/layers/index.ts';
import { appendLayer } from './append-layer.ts';
import type { GraphSession } from './graph-session.ts';
import { endLayerDrag, startLayerDrag } from './layer-drag.ts';
import { usuallyNext } from './usually-next.ts';

const FAMILIES: readonly LayerFamily[] = [
  'convolution',
  'pooling',
  'recurrent',
  'attention',
  'core',
  'normalization',
  'regularization',
  'merge',
  'augmentation',
  'data',
  'head',
];

const searchText = (layer: LayerDefinition) => `${layer.title} ${layer.type} ${layer.keras.className}`;

function PaletteItem({ layer, onAdd }: { layer: LayerDefinition; onAdd: (type: string) => void }) {
  return (
    <button
      type="button"
      className="palette-item"
      draggable
      data-tip={layer.doc.summary}
      aria-label={`Add ${layer.title}`}
      onDragStart={(event) => startLayerDrag(event, layer.type)}
      onDragEnd={endLayerDrag}
      onClick={() => onAdd(layer.type)}
    >
      <FamilyGlyph family={layer.family} size="small" />
      <span className="grow ellipsis">{layer.title}</span>
      {layer.shortcut && <span className="t3 small">{layer.shortcut.toUpperCase()}</span>}
    </button>
  );
}

interface SectionProps {
  title: string;
  count?: number;
  layers: readonly LayerDefinition[];
  onAdd: (type: string) => void;
}

function Section({ title, count, layers, onAdd }: SectionProps) {
  const [open, setOpen] = useState(true);
  if (layers.length === 0) return null;
  return (
    <section>
      <button type="button" className="palette-head" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon icon={open ? ChevronDown : ChevronRight} size={12} />
        <span className="grow ellipsis">{title}</span>
        {count !== undefined && <span>{count}</span>}
      </button>
      {open && layers.map((layer) => <PaletteItem key={layer.type} layer={layer} onAdd={onAdd} />)}
    </section>
  );
}

/** All layers: searched, by family, and what usually comes next. Clicked they are appended, dragged they go anywhere. */
export function Palette({ session }: { session: GraphSession }) {
  const [text, setText] = useState('');
  const search = useRef<HTMLInputElement>(null);
  const graph = useStore(session, (state) => state.graph);
  const analysis = useStore(session, (state) => state.analysis);
  const selection = useStore(session, (state) => state.selection);
  const add = (type: string) => appendLayer(session, type);
  const anchor = graph.nodes.find((node) => selection.has(node.id) && getLayer(node.type)?.role !== 'output') ?? null;
  const next = useMemo(() => usuallyNext(graph, analysis, anchor?.id ?? null), [graph, analysis, anchor?.id]);
  const found = text.trim() === '' ? null : rankByWords(allLayers, text, searchText);

  useCommands(
    allLayers
      .filter((layer) => layer.shortcut)
      .map((layer) => ({
        id: `add-${layer.type}`,
        title: `Add ${layer.title}`,
        group: 'Layers',
        keys: (layer.shortcut ?? '').toUpperCase(),
        run: () => add(layer.type),
      })),
  );

  const onKeyDown = (event: KeyboardEvent) => {
    const [first] = found ?? [];
    if (event.key === 'Enter' && first) {
      add(first.type);
      setText('');
    } else if (event.key === 'Escape') {
      setText('');
      search.current?.blur();
    }
  };
  return (
    <aside className="panel palette" aria-label="Layers">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys typed into the field inside */}
      <div className="palette-search" onKeyDown={onKeyDown}>
        <TextField
          ref={search}
          label="Search layers"
          hideLabel
          icon={Search}
          placeholder={`Search ${allLayers.length} layers`}
          value={text}
          onChange={setText}
        />
      </div>
      <div className="scroll grow palette-list">
        {found ? (
          <Section
            title={found.length === 0 ? 'No layer is called that' : 'Found'}
            count={found.length}
            layers={found}
            onAdd={add}
          />
        ) : (
          <>
            <Section
              title={anchor ? `Usually next after ${anchor.id}` : 'Usually next'}
              layers={next.map((type) => getLayer(type)).filter((layer) => layer !== undefined)}
              onAdd={add}
            />
            {FAMILIES.map((family) => {
              const layers = allLayers.filter((layer) => layer.family === family);
              return (
                <Section
                  key={family}
                  title={familyLook[family].title}
                  count={layers.length}
                  layers={layers}
                  onAdd={add}
                />
              );
            })}
          </>
        )}
      </div>
    </aside>
  );
}
