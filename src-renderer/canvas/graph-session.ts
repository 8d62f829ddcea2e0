import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DatasetShape } from '#shared/data/types.ts';
import type { GraphAnalysis } from '#shared/graph/analysis-result.ts';
import { analyzeGraph, createAnalyzer } from '#shared/graph/analyze.ts';
import { applyEdit } from '#shared/graph/apply-edit.ts';
import type { Fix, Problem } from '#shared/graph/problems.ts';
import { groupKey } from '#shared/graph/shown-graph.ts';
import type { TrainingFacts } from '#shared/graph/training-facts.ts';
import type { Graph, GraphEdit } from '#shared/graph/types.ts';

/** `conflict`: another window saved this project in between; the person decides which one stays. */
export type SaveState = 'saved' | 'unsaved' | 'saving' | 'failed' | 'conflict';

interface Step {
  readonly title: string;
  readonly edit: GraphEdit;
  readonly inverse: GraphEdit;
  /** Steps of the same gesture (typing a number) are undone as one. */
  readonly gesture: string | null;
  readonly at: number;
}

export interface GraphState {
  readonly graph: Graph;
  readonly dataset: DatasetShape | null;
  /** How it will be trained, for advice. */
  readonly training: TrainingFacts | null;
  readonly analysis: GraphAnalysis;
  /** Ids of the selected nodes and edges, keys of the selected groups. */
  readonly selection: ReadonlySet<string>;
  readonly past: readonly Step[];
  readonly future: readonly Step[];
  /** What a fix in focus would make of the graph; drawn as ghosts, never saved. */
  readonly preview: { readonly graph: Graph; readonly analysis: GraphAnalysis } | null;
  /** Grows when the canvas should show these nodes. */
  readonly reveal: { readonly nodes: readonly string[]; readonly count: number };
  readonly save: SaveState;
  readonly saveError: unknown;
  /** The version that the next save is based on. */
  readonly base: number;
}

export interface GraphSession extends StoreApi<GraphState> {
  /** Makes a change, or says why it does not fit: a name that is taken, a layer that is gone. */
  readonly edit: (title: string, edit: GraphEdit, options?: EditOptions) => Problem | null;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly select: (ids: Iterable<string>) => void;
  readonly show: (nodes: readonly string[]) => void;
  readonly previewFix: (fix: Fix | null) => void;
  readonly setDataset: (dataset: DatasetShape | null) => void;
  readonly setTraining: (training: TrainingFacts) => void;
  /** Takes over what is stored now: another window's version, or a run's graph reopened. */
  readonly adopt: (graph: Graph, base: number) => void;
}

interface EditOptions {
  readonly gesture?: string;
  readonly select?: readonly string[];
}

const GESTURE_MS = 1500;
const HISTORY = 500;

/** What of it still exists: nodes, edges, groups. */
function kept(selection: ReadonlySet<string>, graph: Graph): ReadonlySet<string> {
  const ids = new Set([...graph.nodes, ...graph.edges].map((part) => part.id));
  for (const { id } of graph.groups ?? []) ids.add(groupKey(id));
  return new Set([...selection].filter((id) => ids.has(id)));
}

/** After a rename the node is still the selected one. */
function follow(selection: ReadonlySet<string>, edit: GraphEdit): ReadonlySet<string> {
  if (edit.kind === 'rename' && selection.has(edit.id)) {
    return new Set([...selection].map((id) => (id === edit.id ? edit.to : id)));
  }
  return edit.kind === 'batch' ? edit.edits.reduce(follow, selection) : selection;
}

/** A graph being edited: every change is an edit with its inverse, analysed at once. */
export function createGraphSession(graph: Graph, base: number, dataset: DatasetShape | null): GraphSession {
  const analyze = createAnalyzer();
  const store = createStore<GraphState>(() => ({
    graph,
    dataset,
    training: null,
    analysis: analyze(graph, dataset),
    selection: new Set<string>(),
    past: [],
    future: [],
    preview: null,
    reveal: { nodes: [], count: 0 },
    save: 'saved',
    saveError: null,
    base,
  }));

  const show = (next: Graph, selection: ReadonlySet<string>, history: Pick<GraphState, 'past' | 'future'>) =>
    store.setState((state) => ({
      ...history,
      graph: next,
      analysis: analyze(next, state.dataset, state.training),
      selection: kept(selection, next),
      preview: null,
      save: state.save === 'conflict' ? 'conflict' : 'unsaved',
    }));

  const step = (from: 'past' | 'future', to: 'past' | 'future') => {
    const state = store.getState();
    const last = state[from].at(-1);
    if (!last) return;
    const result = applyEdit(state.graph, last.inverse);
    if (!result.ok) return;
    const { graph: next, inverse } = result;
    const turned: Step = { ...last, edit: last.inverse, inverse, gesture: null };
    const history = { past: state.past, future: state.future };
    history[from] = state[from].slice(0, -1);
    history[to] = [...state[to], turned];
    show(next, follow(state.selection, last.inverse), history);
  };

  return {
    ...store,
    edit(title, edit, { gesture = null, select } = {}) {
      const state = store.getState();
      const result = applyEdit(state.graph, edit);
      if (!result.ok) return result.problem;
      const { graph: next, inverse } = result;
      const last = state.past.at(-1);
      const now = performance.now();
      const joins = last && gesture !== null && last.gesture === gesture && now - last.at < GESTURE_MS;
      const entry: Step = joins ? { ...last, at: now } : { title, edit, inverse, gesture, at: now };
      const before = joins ? state.past.slice(0, -1) : state.past;
      show(next, select ? new Set(select) : follow(state.selection, edit), {
        past: [...before, entry].slice(-HISTORY),
        future: [],
      });
      return null;
    },
    undo: () => step('past', 'future'),
    redo: () => step('future', 'past'),
    select(ids) {
      const selection = new Set(ids);
      const { selection: before } = store.getState();
      if (selection.size === before.size && [...selection].every((id) => before.has(id))) return;
      store.setState({ selection });
    },
    show: (nodes) => store.setState((state) => ({ reveal: { nodes, count: state.reveal.count + 1 } })),
    previewFix(fix) {
      if (!fix) return store.setState({ preview: null });
      const state = store.getState();
      const result = applyEdit(state.graph, fix.edit);
      if (!result.ok) return;
      // Not by the remembering analyzer: this graph is only looked at.
      store.setState({
        preview: { graph: result.graph, analysis: analyzeGraph(result.graph, state.dataset, state.training) },
      });
    },
    setDataset(next) {
      const { graph: current, dataset: known, training } = store.getState();
      if (next !== known) store.setState({ dataset: next, analysis: analyze(current, next, training) });
    },
    setTraining(training) {
      const { graph: current, dataset: data } = store.getState();
      store.setState({ training, analysis: analyze(current, data, training) });
    },
    adopt: (next, version) =>
      store.setState((state) => ({
        graph: next,
        base: version,
        analysis: analyze(next, state.dataset, state.training),
        selection: kept(state.selection, next),
        past: [],
        future: [],
        preview: null,
        save: 'saved',
        saveError: null,
      })),
  };
}
