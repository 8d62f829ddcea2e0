import { toVector } from '../../layers/inference.ts';
import { formatBatchShape } from '../../shapes/format.ts';
import type { SymbolicTensor } from '../../shapes/symbolic.ts';
import { bindOutput } from '../binding.ts';
import type { AnalysisContext, Rule } from '../context.ts';
import { insertBeforeFix, remedyFix, setParamsFix } from '../fixes.ts';
import type { Fix, Problem } from '../problems.ts';
import { sourcesOf } from '../wiring.ts';

/** An output has one value per class of its target. */
export const aboutTargetSize: Rule = {
  find: (context) => context.outputs.flatMap((id) => sizeProblem(context, id)),
};

function sizeProblem(context: AnalysisContext, id: string): Problem[] {
  const { dataset, nodes, wiring } = context;
  const node = wiring.nodes.get(id);
  const output = nodes.get(id)?.output;
  if (dataset && output && output.dims.length !== 1) return [rankProblem(context, id, output)];
  const size = nodes.get(id)?.output?.dims.at(-1)?.size;
  const bound = dataset && node ? bindOutput(node, dataset).bound : null;
  // Fewer than two classes is a problem of the dataset, reported as such.
  const tooFew = bound?.target.type === 'category' && bound.size < 2;
  if (!bound || size == null || tooFew || size === bound.size) return [];
  const [source] = sourcesOf(wiring, id);
  const isCategory = bound.target.type === 'category';
  const expected = isCategory
    ? `${bound.size} values, one per class of ${bound.target.name}`
    : `1 value for ${bound.target.name}`;
  const wide = layerThatDecidesTheSize(context, id);
  const remedy = wide
    ? `Set ${wide.param} of ${wide.id} to ${bound.size}.`
    : `Put a dense layer with ${bound.size} units before it.`;
  return [
    {
      code: 'units-not-classes',
      severity: 'error',
      node: id,
      expected,
      found: `${size}`,
      message: `${id}: expects ${expected}; got ${size} from ${source}. ${remedy}`,
      fixes: fixesFor(context, id, bound.size, wide),
    },
  ];
}

/** Today's targets are a class or a number for each sample. */
function rankProblem(context: AnalysisContext, id: string, output: SymbolicTensor): Problem {
  const found = formatBatchShape(output);
  const [source] = sourcesOf(context.wiring, id);
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
  let id = sourcesOf(context.wiring, output)[0];
  for (let steps = context.order.length; id !== undefined && steps > 0; steps -= 1) {
    const node = context.nodes.get(id);
    const param = node?.definition?.widthParam;
    if (node?.output?.dims.length !== 1) return null;
    if (param) return { id, param };
    const before = node?.inputs[0]?.dims.at(-1)?.size;
    if (node?.definition?.arity !== 'one' || before !== node.output?.dims.at(-1)?.size) return null;
    id = sourcesOf(context.wiring, id)[0];
  }
  return null;
}
