import { ChevronDown, ChevronRight, Search } from 'lucide-react';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useCommands } from '#renderer/ui/commands.ts';
import { FamilyGlyph, familyLook } from '#renderer/ui/family-glyph.tsx';
import { TextField } from '#renderer/ui/fields.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { rankByWords } from '#renderer/ui/match-words.ts';
import { allBlocks } from '#shared/blocks/index.ts';
import type { LayerDefinition, LayerFamily } from '#shared/layers/definition.ts';
import { allLayers, getLayer } from '#shared/layers/index.ts';
import { appendLayer } from './append-layer.ts';
import { blockKey } from './block-edits.ts';
import type { GraphSession } from './graph-session.ts';
import { endLayerDrag, startLayerDrag } from './layer-drag.ts';
import { usuallyNext } from './usually-next.ts';
import './palette.css';

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

/** A layer or a block, as it stands in the list. */
interface Entry {
  /** What is dragged and added: a layer's type, or a block's key. */
  readonly key: string;
  readonly title: string;
  readonly family: string;
  readonly summary: string;
  readonly search: string;
  readonly shortcut?: string | undefined;
}

const entryOf = ({ type, title, family, doc, keras, shortcut }: LayerDefinition): Entry => ({
  key: type,
  title,
  family,
  summary: doc.summary,
  search: `${title} ${type} ${keras.className}`,
  shortcut,
});
const layerEntries = allLayers.map(entryOf);
const blockEntries = allBlocks.map(
  ({ type, title, family, doc }): Entry => ({
    ...{ key: blockKey(type), title, family, summary: doc.summary },
    search: `${title} ${type} block`,
  }),
);

function PaletteItem({ entry, onAdd }: { entry: Entry; onAdd: (key: string) => void }) {
  return (
    <button
      type="button"
      className="palette-item"
      draggable
      data-tip={entry.summary}
      aria-label={`Add ${entry.title}`}
      onDragStart={(event) => startLayerDrag(event, entry.key)}
      onDragEnd={endLayerDrag}
      onClick={() => onAdd(entry.key)}
    >
      <FamilyGlyph family={entry.family} size="small" />
      <span className="grow ellipsis">{entry.title}</span>
      {entry.shortcut && <span className="t3 small">{entry.shortcut.toUpperCase()}</span>}
    </button>
  );
}

interface SectionProps {
  title: string;
  count?: number;
  entries: readonly Entry[];
  onAdd: (key: string) => void;
}

function Section({ title, count, entries, onAdd }: SectionProps) {
  const [open, setOpen] = useState(true);
  if (entries.length === 0) return null;
  return (
    <section>
      <button type="button" className="palette-head" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon icon={open ? ChevronDown : ChevronRight} size={12} />
        <span className="grow ellipsis">{title}</span>
        {count !== undefined && <span>{count}</span>}
      </button>
      {open && entries.map((entry) => <PaletteItem key={entry.key} entry={entry} onAdd={onAdd} />)}
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
  const found =
    text.trim() === '' ? null : rankByWords([...layerEntries, ...blockEntries], text, ({ search: words }) => words);

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
      add(first.key);
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
            entries={found}
            onAdd={add}
          />
        ) : (
          <>
            <Section
              title={anchor ? `Usually next after ${anchor.id}` : 'Usually next'}
              entries={layerEntries
                .filter(({ key }) => next.includes(key))
                .toSorted((a, b) => next.indexOf(a.key) - next.indexOf(b.key))}
              onAdd={add}
            />
            <Section title="Blocks" count={blockEntries.length} entries={blockEntries} onAdd={add} />
            {FAMILIES.map((family) => {
              const entries = layerEntries.filter((entry) => entry.family === family);
              return (
                <Section
                  key={family}
                  title={familyLook[family].title}
                  count={entries.length}
                  entries={entries}
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
