import { formatNumber, formatShare } from './format-number.ts';
import { usePlayer, usePlayerState } from './player-context.ts';
import { gradientLevel, updateRatio } from './sizes.ts';

/** Every layer's gradient, or update, beside each other: where learning happens, and where it does not. */
export function NormTable({ phase }: { phase: 'backward' | 'update' }) {
  const player = usePlayer();
  const record = usePlayerState((state) => state.record);
  const current = usePlayerState(({ steps, at }) => steps[at]?.node);
  const reached = usePlayerState((state) => state.at);
  const steps = usePlayerState((state) => state.steps);
  if (!record) return null;
  const rows = record.nodes.flatMap((node) => {
    const place = steps.findIndex((step) => step.phase === phase && step.node === node.node);
    return place < 0 ? [] : [{ node, place }];
  });
  const ratios = rows.map(({ node }) => updateRatio(node) ?? 0);
  const largest = Math.max(...ratios, 1e-12);
  return (
    <section className="step-section">
      <h3>{phase === 'backward' ? 'Length of the gradient, layer by layer' : 'How far each layer moved'}</h3>
      <ul className="norm-table">
        {rows.map(({ node, place }) => {
          const isKnown = place <= reached;
          const ratio = updateRatio(node);
          const level = phase === 'backward' ? gradientLevel(record, node) : (ratio ?? 0) / largest;
          const value =
            phase === 'backward' ? formatNumber(node.gradient?.norm) : ratio === null ? '–' : formatShare(ratio);
          return (
            <li key={node.node}>
              <button
                type="button"
                aria-current={node.node === current ? 'step' : undefined}
                onClick={() => player.go(place)}
              >
                <span className="ellipsis">{node.node}</span>
                <span className={`track ${phase}`}>{isKnown && <i style={{ width: `${level * 100}%` }} />}</span>
                <span className="num">{isKnown ? value : ''}</span>
              </button>
            </li>
          );
        })}
      </ul>
      {phase === 'backward' && <p className="t3 small">Each sixth of a bar is a factor of ten.</p>}
    </section>
  );
}
