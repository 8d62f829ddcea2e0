import { analyzeGraph, createAnalyzer } from '../../src-shared/graph/analyze.ts';
import { applyEdit } from '../../src-shared/graph/apply-edit.ts';
import { deepGraph } from './make-project.ts';
import type { Report } from './report.ts';

const ROUNDS = 30;
const dataset = null;

/** How long the analysis of a deep network takes: from nothing, and after an edit of a layer near its beginning. */
export function measureGraph(report: Report, layers: number): void {
  report.title(`Analysis of ${layers} layers`);
  const graph = deepGraph(layers);
  const { problems, totals } = analyzeGraph(graph, dataset);
  if (problems.some(({ severity }) => severity === 'error') || graph.nodes.length < layers - 8) {
    throw new Error(`the deep network is not sound: ${problems[0]?.message ?? `${graph.nodes.length} layers`}`);
  }
  report.note('layers, parameters', `${graph.nodes.length}, ${totals?.parameters}`);
  const time = (work: (round: number) => void) =>
    Array.from({ length: ROUNDS }, (_, round) => {
      const started = performance.now();
      work(round);
      return performance.now() - started;
    });
  report.times(
    'analysis from nothing',
    time(() => analyzeGraph(graph, dataset)),
    100,
  );
  const analyze = createAnalyzer();
  analyze(graph, dataset);
  const edited = time((round) => {
    const params = { filters: 16 + round, kernel_size: [3, 3], padding: 'same' };
    const result = applyEdit(graph, { kind: 'set-params', id: 'conv2d_1', params });
    if (result.ok) analyze(result.graph, dataset);
  });
  report.times('analysis after an edit of the first layer', edited, 50);
}
