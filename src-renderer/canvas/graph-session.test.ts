import { describe, expect, it } from 'vitest';
import type { Graph } from '#shared/graph/types.ts';
import { createGraphSession } from './graph-session.ts';

const graph: Graph = {
  nodes: [
    { id: 'input_1', type: 'input', params: { shape: [4] }, position: { x: 0, y: 0 } },
    { id: 'dense_1', type: 'dense', params: { units: 3 }, position: { x: 0, y: 62 } },
    { id: 'output_1', type: 'output', params: {}, position: { x: 0, y: 124 } },
  ],
  edges: [
    { id: 'a', source: 'input_1', sourcePort: 'out', target: 'dense_1', targetPort: 'in' },
    { id: 'b', source: 'dense_1', sourcePort: 'out', target: 'output_1', targetPort: 'in' },
  ],
};
const open = () => createGraphSession(graph, 1, null);
const setUnits = (units: number) => ({ kind: 'set-params', id: 'dense_1', params: { units } }) as const;

describe('a graph session', () => {
  it('analyses every edit and marks it unsaved', () => {
    const session = open();
    expect(session.getState().analysis.totals?.parameters).toBe(15);
    session.edit('Set units', setUnits(4));
    expect(session.getState().analysis.totals?.parameters).toBe(20);
    expect(session.getState().save).toBe('unsaved');
  });
  it('undoes and redoes to the same graph', () => {
    const session = open();
    session.edit('Set units', setUnits(4));
    session.edit('Delete', { kind: 'remove-node', id: 'dense_1' });
    session.undo();
    session.undo();
    expect(session.getState().graph).toEqual(graph);
    session.undo();
    expect(session.getState().graph).toEqual(graph);
    session.redo();
    session.redo();
    expect(session.getState().graph.nodes.map((node) => node.id)).toEqual(['input_1', 'output_1']);
    session.undo();
    expect(session.getState().graph.nodes[1]?.params).toEqual({ units: 4 });
  });
  it('undoes a number typed digit by digit as one step', () => {
    const session = open();
    for (const units of [1, 12, 128]) session.edit('Set units', setUnits(units), { gesture: 'dense_1.units' });
    expect(session.getState().past).toHaveLength(1);
    session.undo();
    expect(session.getState().graph).toEqual(graph);
  });
  it('says why an edit does not fit and changes nothing', () => {
    const session = open();
    const refused = session.edit('Rename', { kind: 'rename', id: 'dense_1', to: 'input_1' });
    expect(refused?.message).toContain('another layer has this name');
    expect(session.getState().graph).toBe(graph);
    expect(session.getState().save).toBe('saved');
  });
  it('keeps a renamed node selected and lets go of a deleted one', () => {
    const session = open();
    session.select(['dense_1', 'input_1']);
    session.edit('Rename', { kind: 'rename', id: 'dense_1', to: 'hidden' });
    expect([...session.getState().selection].sort()).toEqual(['hidden', 'input_1']);
    session.edit('Delete', { kind: 'remove-node', id: 'hidden' });
    expect([...session.getState().selection]).toEqual(['input_1']);
    session.undo();
    session.undo();
    expect(session.getState().graph).toEqual(graph);
  });
  it('shows what a fix would do without doing it', () => {
    const session = open();
    session.previewFix({ title: 'Wider', edit: setUnits(8) });
    expect(session.getState().preview?.analysis.totals?.parameters).toBe(40);
    expect(session.getState().graph).toBe(graph);
    session.previewFix(null);
    expect(session.getState().preview).toBeNull();
  });
  it('takes over another window’s version', () => {
    const session = open();
    session.edit('Set units', setUnits(4));
    session.adopt({ ...graph, edges: [] }, 7);
    expect(session.getState()).toMatchObject({ base: 7, save: 'saved', past: [] });
  });
});
