import { ChevronDown, ChevronRight, Search } from 'lucide-react';
import { type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useCommands } from '#renderer/ui/commands.ts';
import { FamilyGlyph, familyLook } from '#renderer/ui/family-glyph.tsx';
import { TextField } from '#renderer/ui/fields.tsx';
import { plural } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { rankByWords } from '#renderer/ui/match-words.ts';
import { allBlocks } from '#shared/blocks/index.ts';
import type { LayerDefinition, LayerFamily } from '#shared/layers/definition.ts';
import { allLayers, getLayer } from '#shared/layers/index.ts';
import { appendLayer } from './append-layer.ts';
import { blockKey } from './block-edits.ts';
import type { GraphSession } from './graph-session.ts';
import { endLayerDrag, startLayerDrag } from './layer-drag.ts';
import { searchText } from './search-text.ts';
import { usuallyNext } from './usually-next.ts';
import './palette.css';

const FAMILIES: readonly LayerFamily[] = [
  'core',
  'convolution',
  'pooling',
  'recurrent',
  'attention',
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

const entryOf = (definition: LayerDefinition): Entry => ({
  key: definition.type,
  title: definition.title,
  family: definition.family,
  summary: definition.doc.summary,
  search: searchText(definition),
  shortcut: definition.shortcut,
});
const layerEntries = allLayers.map(entryOf);
const blockEntries = allBlocks.map(
  ({ type, title, family, doc, alsoCalled = [] }): Entry => ({
    ...{ key: blockKey(type), title, family, summary: doc.summary },
    search: [title, type, 'block', ...alsoCalled].join(' '),
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

/** Of a long section at first only those are shown that people use most. */
const SHORT = 5;

/** How sections were left: they stay so while one is elsewhere. */
const left = new Map<string, { readonly open: boolean; readonly whole: boolean }>([
  ['augmentation', { open: false, whole: false }],
]);

interface SectionProps {
  /** What it is remembered by. */
  id: string;
  title: string;
  entries: readonly Entry[];
  /** Shows all it has at once, and no number. */
  plain?: boolean;
  onAdd: (key: string) => void;
}

function Section({ id, title, entries, plain = false, onAdd }: SectionProps) {
  const [{ open, whole }, setLook] = useState(left.get(id) ?? { open: true, whole: false });
  const look = (next: { open: boolean; whole: boolean }) => {
    left.set(id, next);
    setLook(next);
  };
  if (entries.length === 0) return null;
  // One more row would say as much as the layer that it hides.
  const isShort = !plain && !whole && entries.length > SHORT + 1;
  const shown = isShort ? entries.slice(0, SHORT) : entries;
  return (
    <section>
      <button type="button" className="palette-head" aria-expanded={open} onClick={() => look({ open: !open, whole })}>
        <Icon icon={open ? ChevronDown : ChevronRight} size={12} />
        <span className="grow ellipsis">{title}</span>
        {!plain && <span>{entries.length}</span>}
      </button>
      {open && shown.map((entry) => <PaletteItem key={entry.key} entry={entry} onAdd={onAdd} />)}
      {open && (isShort || (whole && !plain)) && (
        <button
          type="button"
          className="palette-item palette-more"
          aria-label={isShort ? `Show all of ${title}` : `Show fewer of ${title}`}
          onClick={() => look({ open, whole: !whole })}
        >
          {isShort ? `${entries.length - SHORT} more` : 'Fewer'}
        </button>
      )}
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
        {found?.length === 0 && <p className="t3 palette-none">No layer is called “{text.trim()}”.</p>}
        {found ? (
          <Section key="found" id="found" title={plural(found.length, 'layer')} plain entries={found} onAdd={add} />
        ) : (
          <>
            <Section
              id="next"
              plain
              title={anchor ? `Usually next after ${anchor.id}` : 'Usually next'}
              entries={layerEntries
                .filter(({ key }) => next.includes(key))
                .toSorted((a, b) => next.indexOf(a.key) - next.indexOf(b.key))}
              onAdd={add}
            />
            <Section id="blocks" title="Blocks" entries={blockEntries} onAdd={add} />
            {FAMILIES.map((family) => {
              const entries = layerEntries.filter((entry) => entry.family === family);
              return (
                <Section key={family} id={family} title={familyLook[family].title} entries={entries} onAdd={add} />
              );
            })}
          </>
        )}
      </div>
    </aside>
  );
}
