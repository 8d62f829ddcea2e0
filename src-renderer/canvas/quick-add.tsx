import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { FamilyGlyph } from '#renderer/ui/family-glyph.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { rankByWords } from '#renderer/ui/match-words.ts';
import { ShapeLabel } from '#renderer/ui/shape-label.tsx';
import { type Suggestion, suggestBefore, suggestNext } from '#shared/graph/suggest.ts';
import { formatShape } from '#shared/shapes/format.ts';
import type { GraphSession } from './graph-session.ts';
import { searchText } from './search-text.ts';

interface QuickAddProps {
  session: GraphSession;
  /** What the new layer will follow, or feed; both null for one that stands alone. */
  after: { readonly node: string; readonly port: string } | null;
  before: { readonly node: string; readonly port: string | null } | null;
  /** In the canvas' own pixels. */
  at: { readonly left: number; readonly top: number };
  onAdd: (type: string, keepOpen: boolean) => void;
  onClose: () => void;
}

/** The letters that were typed, set off in a title. */
function Marked({ text, typed }: { text: string; typed: string }) {
  const at = typed ? text.toLowerCase().indexOf(typed.toLowerCase()) : -1;
  if (at < 0) return <>{text}</>;
  return (
    <>
      {text.slice(0, at)}
      <span className="accent-text">{text.slice(at, at + typed.length)}</span>
      {text.slice(at + typed.length)}
    </>
  );
}

interface RowProps {
  suggestion: Suggestion;
  typed: string;
  active: boolean;
  onPoint: () => void;
  onAdd: () => void;
}

function Row({ suggestion: { definition, output, reason }, typed, active, onPoint, onAdd }: RowProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the field above adds the active one
    <div
      id={`quick-${definition.type}`}
      role="option"
      tabIndex={-1}
      aria-selected={active}
      className="quick-item"
      onMouseMove={onPoint}
      onClick={onAdd}
    >
      <FamilyGlyph family={definition.family} />
      <span className="grow ellipsis">
        <Marked text={definition.title} typed={typed} />
        {reason && <span className="quick-why">{reason}</span>}
      </span>
      {output && <span className="mono t2">{formatShape(output)}</span>}
    </div>
  );
}

/** Search for what fits here, with the shape that each would give; what does not fit says why. */
export function QuickAdd({ session, after, before, at, onAdd, onClose }: QuickAddProps) {
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const beside = after ?? before;
  const type = useStore(session, (state) => state.graph.nodes.find((node) => node.id === beside?.node)?.type ?? null);
  const shape = useStore(session, (state) =>
    after === null ? null : (state.analysis.nodes.get(after.node)?.outputs[after.port] ?? null),
  );
  const isBefore = before !== null;
  const all = useMemo(
    () => (isBefore && type !== null ? suggestBefore(type) : suggestNext(type, shape)),
    [isBefore, type, shape],
  );
  const found = rankByWords(all, typed, ({ definition }) => searchText(definition));
  const fits = found.filter((suggestion) => suggestion.reason === null);
  const others = found.filter((suggestion) => suggestion.reason !== null);
  const rows = [...fits, ...others];

  useEffect(() => {
    const focused = document.activeElement;
    input.current?.focus();
    return () => {
      if (focused instanceof HTMLElement && focused.isConnected) focused.focus();
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the active row
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setActive((current) => (current + step + rows.length) % Math.max(rows.length, 1));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const chosen = rows[active];
      if (!chosen) return;
      onAdd(chosen.definition.type, event.shiftKey);
      if (event.shiftKey) setTyped('');
    } else if (event.key === 'Escape') {
      onClose();
    }
  };
  const rowsOf = (suggestions: readonly Suggestion[], from: number) =>
    suggestions.map((suggestion, index) => (
      <Row
        key={suggestion.definition.type}
        suggestion={suggestion}
        typed={typed}
        active={from + index === active}
        onPoint={() => setActive(from + index)}
        onAdd={() => onAdd(suggestion.definition.type, false)}
      />
    ));
  return (
    <div
      className="quick-add pop"
      style={at}
      role="dialog"
      aria-label="Add a layer"
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onClose();
      }}
    >
      <div className="command-search">
        <Icon icon={Search} />
        <input
          ref={input}
          role="combobox"
          aria-label="Search for a layer to add"
          aria-expanded="true"
          aria-controls="quick-list"
          aria-activedescendant={rows[active] ? `quick-${rows[active].definition.type}` : undefined}
          placeholder="Add a layer"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setActive(0);
          }}
        />
        {shape && (
          <span className="quick-after">
            after <b className="mono">{<ShapeLabel tensor={shape} />}</b>
          </span>
        )}
      </div>
      <div ref={list} id="quick-list" role="listbox" aria-label="Layers" className="quick-list">
        {fits.length > 0 && <h3>{before ? `Into ${before.port ?? 'in'} of ${before.node}` : 'Fits here'}</h3>}
        {rowsOf(fits, 0)}
        {others.length > 0 && <h3>Does not fit</h3>}
        {rowsOf(others, fits.length)}
        {rows.length === 0 && <p className="t3 command-none">No layer is called “{typed}”.</p>}
      </div>
      <footer>
        <Kbd>↵</Kbd>
        <span>add</span>
        <Kbd>⇧ ↵</Kbd>
        <span>add and keep adding</span>
        <span className="grow" />
        <Kbd>Esc</Kbd>
      </footer>
    </div>
  );
}
