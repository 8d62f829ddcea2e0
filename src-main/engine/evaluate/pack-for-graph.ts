import type { PackedData, PackedTarget } from '#shared/contract/trainer.ts';
import { analyzeGraph } from '#shared/graph/analyze.ts';
import { bindOutput, placeOf } from '#shared/graph/bind-output.ts';
import type { Graph, GraphNode } from '#shared/graph/types.ts';
import { inputParams } from '#shared/layers/roles.ts';
import { AppError } from '#shared/util/app-error.ts';
import type { EngineContext } from '../context.ts';
import {
  isVersionPacked,
  type PackedVersion,
  type PackProgress,
  packVersion,
} from '../datasets/packing/pack-version.ts';
import type { PackSpec } from '../datasets/packing/packed-files.ts';
import { datasetShape } from './dataset-shape.ts';
import { pictureInputs, withRole } from './picture-input.ts';

/**
 * The dataset version as this graph's inputs and outputs ask for it; ready at once when it was packed before. Pictures
 * that several of them want in the same form are packed once.
 */
export async function packForGraph(
  context: EngineContext,
  versionId: string,
  graph: Graph,
  signal?: AbortSignal,
  onProgress: (progress: PackProgress) => void = () => {},
): Promise<PackedData> {
  return pack(planPacking(context, versionId, graph), (spec, place, of) => {
    const tell = ({ done, total }: PackProgress) => onProgress({ done: place * total + done, total: of * total });
    return packVersion(context, versionId, spec, tell, signal);
  });
}

/** At most so many training samples of it, or all of the version where that is packed already. */
export async function packSampleForGraph(
  context: EngineContext,
  versionId: string,
  graph: Graph,
  sample: number,
  signal?: AbortSignal,
): Promise<PackedData> {
  const plan = planPacking(context, versionId, graph);
  const ready = await Promise.all(specsOf(plan).map((spec) => isVersionPacked(context, versionId, spec)));
  const isReady = ready.every((each) => each);
  return pack(plan, (spec) => packVersion(context, versionId, isReady ? spec : { ...spec, sample }, () => {}, signal));
}

interface PackingPlan {
  readonly inputs: readonly { readonly node: string; readonly spec: PackSpec }[];
  readonly outputs: readonly PlannedOutput[];
}

function planPacking(context: EngineContext, versionId: string, graph: Graph): PackingPlan {
  const inputs = pictureInputs(graph).map(({ node, height, width, channels, resize }) => ({
    node,
    spec: { shape: [height, width, channels], resize },
  }));
  return { inputs, outputs: planOutputs(context, versionId, graph) };
}

/** Every form that pictures are wanted in, once. */
const specsOf = ({ inputs, outputs }: PackingPlan): PackSpec[] => [
  ...new Map([...inputs, ...outputs].flatMap(({ spec }) => (spec ? [[keyOf(spec), spec] as const] : []))).values(),
];

async function pack(
  plan: PackingPlan,
  packOne: (spec: PackSpec, place: number, of: number) => Promise<PackedVersion>,
): Promise<PackedData> {
  const specs = specsOf(plan);
  const packed = new Map<string, PackedVersion>();
  for (const [place, spec] of specs.entries()) packed.set(keyOf(spec), await packOne(spec, place, specs.length));
  const [first] = packed.values();
  if (!first) throw new AppError('GRAPH_INVALID', 'The graph has no input that reads pictures.');
  const versionOf = (spec: PackSpec): PackedVersion => packed.get(keyOf(spec)) ?? first;
  return {
    count: first.count,
    inputs: plan.inputs.map(({ node, spec }) => ({ node, ...versionOf(spec).pictures })),
    targets: plan.outputs.map(
      ({ node, spec, scale, offset }): PackedTarget =>
        spec
          ? { node, ...versionOf(spec).pictures, classes: null, scale, offset }
          : { node, ...first.labels, classes: first.classes, scale: 1, offset: 0 },
    ),
    weights: null,
    splits: first.splits,
  };
}

const keyOf = ({ shape, resize }: PackSpec): string => JSON.stringify([shape, resize]);

interface PlannedOutput {
  readonly node: string;
  /** How the pictures are wanted that it learns; null where it learns classes. */
  readonly spec: PackSpec | null;
  readonly scale: number;
  readonly offset: number;
}

function planOutputs(context: EngineContext, versionId: string, graph: Graph): PlannedOutput[] {
  const dataset = datasetShape(context.db.read, versionId);
  const { nodes } = analyzeGraph(graph);
  return withRole(graph, 'output').map((node): PlannedOutput => {
    const place = placeOf(graph, nodes.get(node.id));
    const { bound } = bindOutput(node, dataset, place);
    if (!bound?.scaling) return { node: node.id, spec: null, scale: 1, offset: 0 };
    const { scale, offset } = bound.scaling;
    const spec = { shape: (place.dims ?? []).map(Number), resize: resizeOf(graph, bound.target.name) };
    return { node: node.id, spec, scale, offset };
  });
}

/** Pictures that are given back are brought to size as where they are read. */
function resizeOf(graph: Graph, column: string): PackSpec['resize'] {
  const reads = (node: GraphNode): boolean => (inputParams(node).column ?? column) === column;
  const reader = withRole(graph, 'input').find(reads);
  return reader ? inputParams(reader).resize : 'stretch';
}
