import type { LayerProblem } from '../../layers/definition.ts';
import type { AnalysisContext, Rule } from '../context.ts';
import { remedyFix } from '../fixes.ts';
import type { Problem } from '../problems.ts';
import { readByRnnFix } from '../read-by-rnn.ts';
import { inputsOf } from '../wiring.ts';

/** What the layers themselves find: parameters out of range, shapes that don't fit. */
export const aboutLayers: Rule = {
  find: (context) =>
    [...context.nodes].flatMap(([id, node]) => node.findings.map((finding) => placed(context, id, finding))),
};

/** Puts a layer's finding into the graph: its name in front, its sources by name, its remedies as edits. */
function placed(context: AnalysisContext, id: string, { remedies = [], ...finding }: LayerProblem): Problem {
  const sources = inputsOf(context.wiring, id).map(({ source }) => source);
  const named = (text: string) =>
    text.replaceAll(/\{input(\d+)\}/g, (_, index) => sources[Number(index)] ?? 'its input');
  const isWholeSequence = finding.code === 'rank-mismatch' && context.nodes.get(id)?.definition?.cell === true;
  const fixes = [
    ...(isWholeSequence ? readByRnnFix(context, id) : []),
    ...remedies.flatMap((remedy) => remedyFix(context, id, { ...remedy, title: named(remedy.title) })),
  ];
  return { ...finding, node: id, message: `${id}: ${named(finding.message)}`, ...(fixes.length > 0 ? { fixes } : {}) };
}
