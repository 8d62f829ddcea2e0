import { toVector } from '../../layers/inference.ts';
import { formatBatchShape } from '../../shapes/format.ts';
import type { SymbolicTensor } from '../../shapes/symbolic.ts';
import { bindOutput, placeOf } from '../bind-output.ts';
import type { AnalysisContext, Rule } from '../context.ts';
import { insertBeforeFix, remedyFix, setParamsFix } from '../fixes.ts';
import type { Fix, Problem } from '../problems.ts';
import { firstSourceOf } from '../wiring.ts';

/** An output has one value per class of its target. */
export const aboutTargetSize: Rule = {
  find: (context) => context.outputs.flatMap((id) => sizeProblem(context, id)),
};

function sizeProblem(context: AnalysisContext, id: string): Problem[] {
  const { dataset, graph, nodes, wiring } = context;
  const node = wiring.nodes.get(id);
  const output = nodes.get(id)?.output;
  if (!dataset || !node || !output) return [];
  const { bound } = bindOutput(node, dataset, placeOf(graph, nodes.get(id)));
  if (bound?.target.type === 'image') return pictureProblems(context, id, output);
  if (output.dims.length !== 1) return [rankProblem(context, id, output)];
  const size = output.dims.at(-1)?.size;
  const wanted = bound?.sizes?.[0];
  // Fewer than two classes is a problem of the dataset, reported as such.
  const tooFew = bound?.target.type === 'category' && (bound.target.classes?.length ?? 0) < 2;
  if (!bound || wanted === undefined || size == null || tooFew || bound.sizes?.includes(size)) return [];
  const source = firstSourceOf(wiring, id);
  const isCategory = bound.target.type === 'category';
  const expected = isCategory
    ? `${wanted} values, one per class of ${bound.target.name}`
    : `1 value for ${bound.target.name}`;
  const wide = layerThatDecidesTheSize(context, id);
  const remedy = wide
    ? `Set ${wide.param} of ${wide.id} to ${wanted}.`
    : `Put a dense layer with ${wanted} units before it.`;
  return [
    {
      code: 'units-not-classes',
      severity: 'error',
      node: id,
      expected,
      found: `${size}`,
      message: `${id}: expects ${expected}; got ${size} from ${source}. ${remedy}`,
      fixes: fixesFor(context, id, wanted, wide),
    },
  ];
}

/** What gives pictures has their shape; another size than the one read is no error, but is said. */
function pictureProblems(context: AnalysisContext, id: string, output: SymbolicTensor): Problem[] {
  const source = firstSourceOf(context.wiring, id);
  const [height, width, channels] = output.dims.map(({ size }) => size);
  const found = formatBatchShape(output);
  const read = context.inputs.map((input) => context.nodes.get(input)?.output?.dims.map(({ size }) => size) ?? []);
  if (output.dims.length !== 3 || (channels != null && channels !== 1 && channels !== 3)) {
    const wanted = read.find((dims) => dims.length === 3)?.[2] ?? 3;
    const param = source === undefined ? undefined : context.nodes.get(source)?.definition?.widthParam;
    const fits = output.dims.length === 3 && source !== undefined && param !== undefined;
    return [
      {
        code: 'output-not-a-picture',
        severity: 'error',
        node: id,
        expected: '(batch, height, width, 1) or (batch, height, width, 3)',
        found,
        message: `${id}: gives pictures, so it expects (batch, height, width, 1) or (batch, height, width, 3); got ${found} from ${source}. ${fits ? `Set ${param} of ${source} to ${wanted}.` : 'Put a reshape, or a convolution, before it.'}`,
        fixes: fits
          ? setParamsFix(context, source, `Set ${param} of ${source} to ${wanted}`, { [param]: wanted })
          : setParamsFix(context, id, 'Choose what to predict from the dataset', { target: null }),
      },
    ];
  }
  const same = read.some((dims) => dims[0] === height && dims[1] === width);
  if (same || height == null || width == null || read.length === 0) return [];
  const [first] = read;
  return [
    {
      code: 'output-of-another-size',
      severity: 'tip',
      node: id,
      expected: `${first?.[0]} × ${first?.[1]} pixels`,
      found: `${height} × ${width} pixels`,
      message: `${id}: gives pictures of ${height} × ${width} pixels, and no input reads that size, so what it learns is the pictures brought to ${height} × ${width}. If it should give back what it reads, match the pooling and up-sampling.`,
    },
  ];
}

/** A class or a number is one for each sample. */
function rankProblem(context: AnalysisContext, id: string, output: SymbolicTensor): Problem {
  const found = formatBatchShape(output);
  const source = firstSourceOf(context.wiring, id);
  const remedies = output.dims.length === 3 ? toVector : toVector.slice(1);
  return {
    code: 'rank-mismatch',
    severity: 'error',
    node: id,
    expected: '(batch, classes)',
    found,
    message: `${id}: expects a 2-D input (batch, classes); got ${found} from ${source}. Put global average pooling or flatten, then a dense layer, before it.`,
    fixes: remedies.flatMap((remedy) => remedyFix(context, id, remedy)),
  };
}

interface WideLayer {
  readonly id: string;
  readonly param: string;
}

function fixesFor(context: AnalysisContext, id: string, size: number, wide: WideLayer | null): Fix[] {
  if (wide) return setParamsFix(context, wide.id, `Set ${wide.param} of ${wide.id} to ${size}`, { [wide.param]: size });
  return insertBeforeFix(context, id, `Add a dense layer with ${size} units`, {
    type: 'dense',
    params: { units: size },
  });
}

/**
 * Goes back along layers that keep a row of values as long as it is (activation, dropout) to the one that sets its length.
 * Not through pooling: a convolution's filters are features, to be weighed by a dense layer of its own.
 */
function layerThatDecidesTheSize(context: AnalysisContext, output: string): WideLayer | null {
  let id = firstSourceOf(context.wiring, output);
  for (let steps = context.order.length; id !== undefined && steps > 0; steps -= 1) {
    const node = context.nodes.get(id);
    const param = node?.definition?.widthParam;
    if (node?.output?.dims.length !== 1) return null;
    if (param) return { id, param };
    const before = node?.inputs[0]?.dims.at(-1)?.size;
    if (node?.definition?.arity !== 'one' || before !== node.output?.dims.at(-1)?.size) return null;
    id = firstSourceOf(context.wiring, id);
  }
  return null;
}
