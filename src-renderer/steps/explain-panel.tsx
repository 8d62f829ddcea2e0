import { TriangleAlert } from 'lucide-react';
import { useMemo } from 'react';
import { FamilyGlyph } from '#renderer/ui/family-glyph.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import type { GraphAnalysis } from '#shared/graph/analysis-result.ts';
import { getLayer } from '#shared/layers/index.ts';
import { explain } from './explain.ts';
import { NormTable } from './norm-table.tsx';
import { phaseTitle } from './phases.ts';
import { usePlayerState } from './player-context.ts';
import { SampleAnswer } from './sample-answer.tsx';
import { ValuesSection } from './values-section.tsx';
import { warningsOf } from './warnings.ts';
import { WeightsSection } from './weights-section.tsx';

/** What happens at this step, in words and figures. */
export function ExplainPanel({ analysis }: { analysis: GraphAnalysis }) {
  const step = usePlayerState(({ steps, at }) => steps[at] ?? null);
  const record = usePlayerState((state) => state.record);
  const opened = usePlayerState((state) => state.opened);
  const sample = usePlayerState((state) => state.sample);
  const told = useMemo(() => {
    if (!step || !record || !opened) return null;
    const { graph, config, batchesPerEpoch } = opened;
    return {
      ...explain({ step, record, graph, analysis, config, batchesPerEpoch, sample }),
      warnings: warningsOf(step, record, graph),
    };
  }, [step, record, opened, sample, analysis]);
  if (!step || !record || !opened || !told) return <aside className="panel step-explain" aria-label="Explanation" />;
  const node = opened.graph.nodes.find(({ id }) => id === step.node);
  const definition = getLayer(node?.type ?? '');
  const { phase } = step;
  return (
    <aside className={`panel step-explain ${phase}`} aria-label="Explanation">
      <header className="step-head">
        <FamilyGlyph family={definition?.family ?? 'core'} size="large" />
        <div className="grow">
          <h2 className="ellipsis">{phase === 'loss' ? 'The loss' : step.node}</h2>
          <p className="t3 small" aria-live="polite">
            {phaseTitle[phase]}
            {definition && phase !== 'loss' ? ` · ${definition.title}` : ''}
          </p>
        </div>
      </header>
      <div className="scroll grow">
        <section className="step-section">
          <p className="step-text selectable">{told.text}</p>
          {told.formula && <pre className="step-formula selectable">{told.formula}</pre>}
          {told.warnings.map(({ title, text }) => (
            <div key={title} className="strip warn step-warning" role="note">
              <Icon icon={TriangleAlert} />
              <p>
                <b>{title}.</b> {text}
              </p>
            </div>
          ))}
        </section>
        {phase === 'loss' && <SampleAnswer />}
        {(phase === 'data' || phase === 'forward') && <ValuesSection node={step.node} part="activation" />}
        {phase === 'backward' && <ValuesSection node={step.node} part="gradient" />}
        {(phase === 'backward' || phase === 'update') && <WeightsSection node={step.node} phase={phase} />}
        {(phase === 'backward' || phase === 'update') && <NormTable phase={phase} />}
      </div>
    </aside>
  );
}
