import {
  Background,
  BackgroundVariant,
  MiniMap,
  ReactFlow,
  ReactFlowProvider,
  useStore as useFlow,
  useReactFlow,
} from '@xyflow/react';
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { GraphAnalysis } from '#shared/graph/analysis-result.ts';
import { applyEdit } from '#shared/graph/apply-edit.ts';
import { NODE_WIDTH } from '#shared/graph/node-size.ts';
import { tidy } from '#shared/graph/tidy-layout.ts';
import type { Graph } from '#shared/graph/types.ts';
import { CanvasContext, type CanvasParts } from './canvas-context.ts';
import { FIT } from './canvas-toolbar.tsx';
import { type FlowNode, flowParts, type ShapeFlowEdge } from './flow-parts.ts';
import { LayerNode } from './layer-node.tsx';

import { ShapeEdge } from './shape-edge.tsx';
import type { Stage } from './stage.ts';
import '@xyflow/react/dist/style.css';
import './canvas.css';
import './groups.css';
import './stage.css';

const nodeTypes = { layer: LayerNode };
const edgeTypes = { shape: ShapeEdge };

/** Rows further apart than while editing: the edges carry pictures. */
const STRETCH = 1.75;
/** The card stands at the right of the current layer: the middle of both is the middle of the view. */
const CARD_SHIFT = 150;

interface StageCanvasProps {
  readonly graph: Graph;
  readonly analysis: GraphAnalysis;
  readonly data: CanvasParts['data'];
  readonly stage: Stage;
  readonly onPick: (node: string) => void;
}

const nothing: ReadonlySet<string> = new Set();

/** The network, drawn to be watched; nothing can be moved or changed. */
function StageView({ graph, analysis, data, stage, onPick }: StageCanvasProps) {
  const flow = useReactFlow<FlowNode, ShapeFlowEdge>();
  const current = useStore(stage.state, (state) => state.current);
  const tone = useStore(stage.state, (state) => state.flow);
  const width = useFlow((state) => state.width);
  const parts = useMemo(() => {
    // Every layer is watched, those in folded groups, too; what folding moved is laid out anew.
    const { groups, ...plain } = graph;
    const laidOut = groups?.some(({ collapsed }) => collapsed) ? applyEdit(plain, tidy(plain)) : null;
    const stretched = (laidOut?.ok ? laidOut.graph : plain).nodes.map((node) => ({
      ...node,
      position: { x: node.position.x, y: node.position.y * STRETCH },
    }));
    const drawn = flowParts({ graph: { ...plain, nodes: stretched }, analysis, preview: null, selection: nothing });
    return {
      nodes: drawn.nodes.map((node) => ({ ...node, draggable: false, selectable: false, connectable: false })),
      edges: drawn.edges.map((edge) => ({ ...edge, selectable: false, focusable: false })),
    };
  }, [graph, analysis]);

  useEffect(() => {
    const node = parts.nodes.find(({ id }) => id === current);
    if (!node || width === 0) return;
    const zoom = Math.max(flow.getZoom(), 0.7);
    const x = node.position.x + NODE_WIDTH / 2 + CARD_SHIFT / zoom;
    void flow.setCenter(x, node.position.y + (node.height ?? 0) / 2, { zoom, duration: FIT.duration * 1.6 });
  }, [current, parts, flow, width]);

  const context = useMemo(() => ({ session: null, data, bubble: null, splicing: null, stage }), [data, stage]);
  return (
    <CanvasContext.Provider value={context}>
      <div className={`canvas stage stage-${tone}`}>
        <ReactFlow<FlowNode, ShapeFlowEdge>
          nodes={parts.nodes}
          edges={parts.edges}
          nodeTypes={nodeTypes}
          edgeTypes={edgeTypes}
          nodesDraggable={false}
          nodesConnectable={false}
          nodesFocusable={false}
          edgesFocusable={false}
          elementsSelectable={false}
          onlyRenderVisibleElements
          deleteKeyCode={null}
          disableKeyboardA11y
          minZoom={0.1}
          maxZoom={2}
          onNodeClick={(_event, node) => onPick(node.id)}
          proOptions={{ hideAttribution: true }}
          aria-label="Network, step by step"
        >
          <Background variant={BackgroundVariant.Dots} gap={16} size={2} />
          <MiniMap pannable zoomable ariaLabel="Overview" nodeBorderRadius={4} className="canvas-map" />
        </ReactFlow>
      </div>
    </CanvasContext.Provider>
  );
}

export function StageCanvas(props: StageCanvasProps) {
  return (
    <ReactFlowProvider>
      <StageView {...props} />
    </ReactFlowProvider>
  );
}
