import { z } from 'zod';

/** Node ids are the layer names a person sees (`conv2d_2`), unique in a graph, as in Keras. */
export const nodeId = z
  .string()
  .min(1)
  .max(120)
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9_.-]*$/,
    'a layer name starts with a letter or digit and has only letters, digits, _ . -',
  );

export const graphNode = z.object({
  id: nodeId,
  /** A key of the layer registry; an unknown one is kept as a placeholder with a problem, never dropped. */
  type: z.string().min(1).max(120),
  params: z.record(z.string(), z.json()),
  position: z.object({ x: z.number(), y: z.number() }),
  /** The layer whose weights and parameters this one uses: one layer called twice, in Keras's words. */
  shares: nodeId.optional(),
  /** Its weights stay as they are in training. */
  frozen: z.boolean().optional(),
  /** The group it is drawn in. */
  group: nodeId.optional(),
});
export type GraphNode = z.infer<typeof graphNode>;

/** Edges are ordered: a layer with many inputs (add, concatenate) takes them in the order of this list. */
export const graphEdge = z.object({
  id: z.string().min(1).max(250),
  source: nodeId,
  sourcePort: z.string().default('out'),
  target: nodeId,
  targetPort: z.string().default('in'),
});
export type GraphEdge = z.infer<typeof graphEdge>;

/** Layers that belong together: a block, a nested model. Groups can lie in groups; they change nothing that is computed. */
export const graphGroup = z.object({
  id: nodeId,
  title: z.string().min(1).max(120),
  collapsed: z.boolean(),
  parent: nodeId.optional(),
  /** It came from Keras as a Sequential model, and is written as one while it is a chain. */
  sequential: z.literal(true).optional(),
});
export type GraphGroup = z.infer<typeof graphGroup>;

export const graphSchema = z.object({
  nodes: z.array(graphNode).max(5000),
  edges: z.array(graphEdge).max(20000),
  groups: z.array(graphGroup).max(1000).optional(),
});
export type Graph = z.infer<typeof graphSchema>;

/** What a node has beside its parameters; a key that is there with `undefined` is taken away. */
export type NodeOptions = { readonly [Key in 'shares' | 'frozen' | 'group']?: GraphNode[Key] | undefined };
export type GroupOptions = {
  readonly title?: string;
  readonly collapsed?: boolean;
  readonly parent?: string | undefined;
};

/** One change to a graph, as data: undo is the inverse edit, history is a list of these. */
export type GraphEdit =
  | { readonly kind: 'add-node'; readonly node: GraphNode; readonly index?: number }
  | { readonly kind: 'remove-node'; readonly id: string }
  | { readonly kind: 'set-params'; readonly id: string; readonly params: GraphNode['params'] }
  | { readonly kind: 'set-options'; readonly id: string; readonly options: NodeOptions }
  | { readonly kind: 'add-group'; readonly group: GraphGroup; readonly index?: number }
  | { readonly kind: 'remove-group'; readonly id: string }
  | { readonly kind: 'set-group'; readonly id: string; readonly options: GroupOptions }
  | { readonly kind: 'rename'; readonly id: string; readonly to: string }
  | { readonly kind: 'move'; readonly positions: Readonly<Record<string, { x: number; y: number }>> }
  | { readonly kind: 'add-edge'; readonly edge: GraphEdge; readonly index?: number }
  | { readonly kind: 'remove-edge'; readonly id: string }
  | { readonly kind: 'batch'; readonly edits: readonly GraphEdit[] };
