import {
  applyNodeChanges,
  Background,
  BackgroundVariant,
  type Connection,
  type EdgeChange,
  type FinalConnectionState,
  MiniMap,
  type NodeChange,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react';
import {
  type DragEvent,
  type MouseEvent as ReactMouseEvent,
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { AfterPaint } from '#renderer/ui/after-paint.tsx';
import { notify } from '#renderer/ui/toast.tsx';
import { NODE_WIDTH } from '#shared/graph/node-size.ts';
import { groupKey, shownGraph } from '#shared/graph/shown-graph.ts';
import { getLayer } from '#shared/layers/index.ts';
import { selectedExit, titleOf } from './append-layer.ts';
import { addBlockFree, blockOfKey, spliceBlock } from './block-edits.ts';
import { CanvasContext, type CanvasParts } from './canvas-context.ts';
import { CanvasMenu } from './canvas-menu.tsx';
import { CanvasToolbar, FIT } from './canvas-toolbar.tsx';
import { endOf, type FlowNode, flowParts, isSameNode, type ShapeFlowEdge } from './flow-parts.ts';
import { addFree, connect, type Gesture, splice, whyNotConnect } from './graph-edits.ts';
import type { GraphSession } from './graph-session.ts';
import { foldGroup, openAround } from './group-edits.ts';
import { positionsAfter, withMembers } from './group-moves.ts';
import { GroupCard, GroupFrame } from './group-nodes.tsx';
import { draggedLayer, edgeAt } from './layer-drag.ts';
import { LayerNode } from './layer-node.tsx';
import { lastViews, openingView } from './opening-view.ts';
import { QuickAdd } from './quick-add.tsx';
import { type QuickAddPlace, quickAddGesture } from './quick-add-edits.ts';
import { ShapeEdge } from './shape-edge.tsx';
import { useCanvasCommands } from './use-canvas-commands.ts';
import { growingPoint } from './usually-next.ts';
import '@xyflow/react/dist/style.css';
import './canvas.css';
import './groups.css';

const nodeTypes = { layer: LayerNode, card: GroupCard, frame: GroupFrame };
const edgeTypes = { shape: ShapeEdge };

interface CanvasProps {
  session: GraphSession;
  data: CanvasParts['data'];
  /** The node whose problem is open beside it. */
  bubble: string | null;
  onBubble: (node: string | null) => void;
  onStepThrough: () => void;
  /** Why the network can't be stepped through now. */
  whyNotStep: string | undefined;
}

interface QuickAddAt extends QuickAddPlace {
  /** In the wrapper's pixels. */
  readonly left: number;
  readonly top: number;
}

/** From here on only those layers are drawn that are in sight. */
const LARGE = 60;

const QUICK_WIDTH = 290;
const QUICK_HEIGHT = 310;

/** The network, drawn and edited. Needs a `ReactFlowProvider` around it. */
function CanvasView({ session, data, bubble, onBubble, onStepThrough, whyNotStep }: CanvasProps) {
  const flow = useReactFlow<FlowNode, ShapeFlowEdge>();
  const wrapper = useRef<HTMLDivElement>(null);
  const state = useStore(
    session,
    useShallow(({ graph, analysis, preview, selection }) => ({ graph, analysis, preview, selection })),
  );
  const reveal = useStore(session, (current) => current.reveal);
  const parts = useMemo(() => flowParts(state), [state]);
  const [nodes, setNodes] = useState(parts.nodes);
  const isLarge = parts.nodes.length > LARGE;
  const [splicing, setSplicing] = useState<CanvasParts['splicing']>(null);
  const [quickAdd, setQuickAdd] = useState<QuickAddAt | null>(null);
  const [menu, setMenu] = useState<{ readonly left: number; readonly top: number } | null>(null);
  const byKeyboard = useRef(false);

  // React Flow measures nodes and reports it back into our list: what it measured is kept.
  useEffect(() => {
    setNodes((before) => {
      if (before === parts.nodes) return before;
      const known = new Map(before.map((node) => [node.id, node]));
      return parts.nodes.map((node) => {
        const last = known.get(node.id);
        if (last && !last.dragging && isSameNode(last, node)) return last;
        return last?.measured ? { ...node, measured: last.measured } : node;
      });
    });
  }, [parts.nodes]);

  useEffect(() => {
    if (reveal.nodes.length === 0) return;
    for (const id of reveal.nodes) openAround(session, id);
    // After the new nodes are drawn: only what is out of sight moves the view.
    const timer = setTimeout(() => {
      const box = wrapper.current?.getBoundingClientRect();
      const hidden = reveal.nodes.some((id) => {
        const node = document.querySelector(`.react-flow__node[data-id="${CSS.escape(id)}"]`)?.getBoundingClientRect();
        // Far out of sight, a node of a large network is not drawn at all.
        if (!node) return isLarge;
        return (
          box && (node.top < box.top || node.bottom > box.bottom || node.left < box.left || node.right > box.right)
        );
      });
      if (hidden)
        void flow.fitView({
          nodes: reveal.nodes.map((id) => ({ id })),
          ...FIT,
          maxZoom: flow.getZoom(),
          minZoom: flow.getZoom(),
        });
    }, 40);
    return () => clearTimeout(timer);
  }, [reveal, flow, isLarge, session]);

  const perform = (title: string, gesture: Gesture | null) => {
    if (!gesture) return;
    const refused = session.edit(title, gesture.edit, { select: gesture.select });
    if (refused) notify({ tone: 'bad', title: refused.message });
    else session.show(gesture.select);
  };

  const openQuickAdd = () => {
    const { graph } = session.getState();
    const chosen = selectedExit(session);
    const grows = growingPoint(graph, chosen?.node ?? null);
    const after = grows === null ? null : grows === chosen?.node ? chosen : { node: grows, port: 'out' };
    const card = after && shownGraph(graph).cardOf.get(after.node);
    const shown = after && flow.getNode(card ? groupKey(card) : after.node);
    const box = wrapper.current?.getBoundingClientRect();
    if (!box) return;
    const near = shown
      ? flow.flowToScreenPosition({ x: shown.position.x + NODE_WIDTH + 24, y: shown.position.y })
      : null;
    const left = near ? near.x - box.left : (box.width - QUICK_WIDTH) / 2;
    const top = near ? near.y - box.top : 90;
    setQuickAdd({ after, before: null, ...inside(left, top, box), drop: null });
  };
  const { runTidy } = useCanvasCommands({ session, openQuickAdd, openBubble: onBubble });

  // Selection is the session's, so that palette, inspector and keys share it; deletion goes through an edit.
  const takeSelection = useCallback(
    (changes: readonly (NodeChange<FlowNode> | EdgeChange<ShapeFlowEdge>)[]) => {
      if (session.getState().preview) return;
      const next = new Set(session.getState().selection);
      for (const change of changes) {
        if (change.type !== 'select') continue;
        if (change.selected) next.add(change.id);
        else next.delete(change.id);
      }
      session.select(next);
    },
    [session],
  );
  const onNodesChange = useCallback(
    (changes: NodeChange<FlowNode>[]) => {
      takeSelection(changes);
      const own = changes.filter((change) => change.type === 'position' || change.type === 'dimensions');
      if (own.length > 0) setNodes((current) => applyNodeChanges(withMembers(own, current, session), current));
    },
    [takeSelection, session],
  );

  const onDragStop = (_event: unknown, _node: FlowNode, moved: FlowNode[]) => {
    const positions = positionsAfter(state.graph, parts.nodes, moved);
    if (Object.keys(positions).length > 0) session.edit('Move', { kind: 'move', positions });
  };

  const onConnect = ({ source, sourceHandle, target, targetHandle }: Connection) => {
    const [from, into] = [endOf(source, sourceHandle), endOf(target, targetHandle)];
    const edit = connect(session.getState().graph, from, into);
    if (edit) session.edit(`Connect ${from.node} and ${into.node}`, edit);
  };
  const onConnectEnd = (event: MouseEvent | TouchEvent, connection: FinalConnectionState) => {
    const { fromNode, fromHandle, toNode } = connection;
    if (connection.isValid || !fromNode || !fromHandle) return;
    const isBackwards = fromHandle.type === 'target';
    const begun = endOf(fromNode.id, fromHandle.id ?? null);
    if (toNode) {
      const ended = endOf(toNode.id, connection.toHandle?.id ?? null);
      const [from, into] = isBackwards ? [ended, begun] : [begun, ended];
      const why = whyNotConnect(session.getState().graph, from, into);
      if (why) notify({ tone: 'bad', title: 'Not connected', text: `${why[0]?.toUpperCase()}${why.slice(1)}.` });
      return;
    }
    const box = wrapper.current?.getBoundingClientRect();
    const point = 'clientX' in event ? event : event.changedTouches[0];
    if (!box || !point) return;
    const drop = flow.screenToFlowPosition({ x: point.clientX, y: point.clientY });
    const at = inside(point.clientX - box.left, point.clientY - box.top, box);
    const after = isBackwards ? null : { node: begun.node, port: begun.port ?? 'out' };
    setQuickAdd({ after, before: isBackwards ? begun : null, ...at, drop });
  };

  const addFromQuick = (type: string, keepOpen: boolean) => {
    if (!quickAdd) return;
    const { graph } = session.getState();
    const center = wrapper.current?.getBoundingClientRect();
    const middle = flow.screenToFlowPosition({
      x: (center?.left ?? 0) + (center?.width ?? 0) / 2 - NODE_WIDTH / 2,
      y: (center?.top ?? 0) + (center?.height ?? 0) / 2,
    });
    perform(`Add ${titleOf(type)}`, quickAddGesture(graph, type, quickAdd, middle));
    const [added] = session.getState().selection;
    if (keepOpen && added) setQuickAdd({ ...quickAdd, after: { node: added, port: 'out' }, before: null, drop: null });
    else setQuickAdd(null);
  };

  const onDragOver = (event: DragEvent) => {
    const type = draggedLayer(event);
    if (type === null) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
    const edge = event.altKey || getLayer(type)?.arity === 'none' ? null : edgeAt(event.clientX, event.clientY);
    setSplicing((before) => (before?.edge === edge ? before : edge === null ? null : { edge, type }));
  };
  const onDrop = (event: DragEvent) => {
    const type = draggedLayer(event);
    setSplicing(null);
    if (type === null) return;
    event.preventDefault();
    const { graph } = session.getState();
    const edge = event.altKey ? null : edgeAt(event.clientX, event.clientY);
    const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
    const place = { x: at.x - NODE_WIDTH / 2, y: at.y - 20 };
    const isBlock = blockOfKey(type) !== undefined;
    const into = edge === null ? null : isBlock ? spliceBlock(graph, edge, type) : splice(graph, edge, type);
    perform(`Add ${titleOf(type)}`, into ?? (isBlock ? addBlockFree(graph, type, place) : addFree(graph, type, place)));
  };

  const openMenu = (event: ReactMouseEvent, node: FlowNode | null) => {
    event.preventDefault();
    if (node && !session.getState().selection.has(node.id)) session.select([node.id]);
    // Asked for by a key, it has no place of its own.
    const box = event.currentTarget.getBoundingClientRect();
    const isByKey = event.clientX === 0 && event.clientY === 0;
    setMenu(isByKey ? { left: box.left + 20, top: box.top + 20 } : { left: event.clientX, top: event.clientY });
  };

  const context = useMemo(() => ({ session, data, bubble, splicing, stage: null }), [session, data, bubble, splicing]);
  return (
    <CanvasContext.Provider value={context}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a drop target; the palette adds by keyboard, too */}
      <div
        ref={wrapper}
        className="canvas"
        onDragOver={onDragOver}
        onDragLeave={(event) => {
          // Every child that is passed sends one, too; only where the pointer is tells them apart.
          const box = event.currentTarget.getBoundingClientRect();
          const isInside =
            event.clientX > box.left &&
            event.clientX < box.right &&
            event.clientY > box.top &&
            event.clientY < box.bottom;
          if (!isInside) setSplicing(null);
        }}
        onDrop={onDrop}
        onKeyDownCapture={(event) => {
          byKeyboard.current = event.key === 'Tab';
        }}
        onPointerDownCapture={() => {
          byKeyboard.current = false;
        }}
        onFocusCapture={(event) => {
          const id = event.target.closest('.react-flow__node')?.getAttribute('data-id');
          if (byKeyboard.current && id) session.select([id]);
        }}
      >
        <ReactFlow<FlowNode, ShapeFlowEdge>
          nodes={nodes}
          edges={parts.edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          onlyRenderVisibleElements={isLarge}
          onNodesChange={onNodesChange}
          onEdgesChange={takeSelection}
          onNodeDragStop={onDragStop}
          onSelectionDragStop={(event, moved) => moved[0] && onDragStop(event, moved[0], moved)}
          onNodeClick={(_event, node) => onBubble(node.type === 'layer' && node.data.problem ? node.id : null)}
          onNodeDoubleClick={(_event, node) => node.type === 'card' && foldGroup(session, node.data.group, false)}
          onNodeContextMenu={openMenu}
          onSelectionContextMenu={(event) => openMenu(event, null)}
          elevateNodesOnSelect={false}
          onPaneClick={() => onBubble(null)}
          onConnect={onConnect}
          onConnectEnd={onConnectEnd}
          isValidConnection={({ source, sourceHandle, target, targetHandle }) => {
            const [from, into] = [endOf(source, sourceHandle ?? null), endOf(target, targetHandle ?? null)];
            return whyNotConnect(session.getState().graph, from, into) === null;
          }}
          connectionRadius={28}
          deleteKeyCode={null}
          multiSelectionKeyCode={['Shift', 'Control', 'Meta']}
          disableKeyboardA11y
          nodeDragThreshold={3}
          minZoom={0.1}
          maxZoom={2}
          onInit={(instance) => {
            const box = wrapper.current?.getBoundingClientRect();
            if (!box) return;
            const network = instance.getNodesBounds(parts.nodes);
            const last = lastViews.get(session);
            if (last || parts.nodes.length > 0)
              void instance.setViewport(last ?? openingView(network, box.width, box.height));
          }}
          onMoveEnd={(_event, viewport) => lastViews.set(session, viewport)}
          proOptions={{ hideAttribution: true }}
          aria-label="Network canvas"
        >
          <Background variant={BackgroundVariant.Dots} gap={16} size={2} />
          <AfterPaint instead={null}>
            <MiniMap
              pannable
              zoomable
              ariaLabel="Overview"
              nodeBorderRadius={4}
              nodeClassName={({ type }) => `map-${type}`}
              className="canvas-map"
            />
          </AfterPaint>
        </ReactFlow>
        <CanvasToolbar
          session={session}
          onTidy={runTidy}
          onQuickAdd={openQuickAdd}
          onStepThrough={onStepThrough}
          whyNotStep={whyNotStep}
        />
        {state.graph.nodes.length === 0 && (
          <div className="canvas-empty">
            <h2>An empty canvas</h2>
            <p>Drag a layer here, or press / and type its name. Most networks begin with Input.</p>
          </div>
        )}
        {menu && <CanvasMenu session={session} at={menu} onClose={() => setMenu(null)} />}
        {quickAdd && (
          <QuickAdd
            session={session}
            after={quickAdd.after}
            before={quickAdd.before}
            at={{ left: quickAdd.left, top: quickAdd.top }}
            onAdd={addFromQuick}
            onClose={() => setQuickAdd(null)}
          />
        )}
      </div>
    </CanvasContext.Provider>
  );
}

/** Keeps the quick-add inside the canvas. */
const inside = (left: number, top: number, box: DOMRect) => ({
  left: Math.max(8, Math.min(left, box.width - QUICK_WIDTH - 8)),
  top: Math.max(8, Math.min(top, box.height - QUICK_HEIGHT - 8)),
});

export function Canvas(props: CanvasProps) {
  return (
    <ReactFlowProvider>
      <CanvasView {...props} />
    </ReactFlowProvider>
  );
}
