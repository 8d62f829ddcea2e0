import { formatNumber, formatShare } from './format-number.ts';
import { usePlayerState } from './player-context.ts';
import { gradientLevel, updateRatio } from './sizes.ts';

/** At the right end of a layer, once the phase has reached it: how large its gradient is, or how far it moved. */
export function NodeMark({ node }: { node: string }) {
  const phase = usePlayerState(({ steps, at }) => steps[at]?.phase ?? 'data');
  const isReached = usePlayerState(({ steps, at }) =>
    steps.some((step, index) => index <= at && step.node === node && step.phase === phase),
  );
  const record = usePlayerState((state) => state.record);
  const found = record?.nodes.find((each) => each.node === node);
  if (!found || !record || !isReached) return null;
  if (phase === 'forward') {
    const share = found.forward.zeros;
    return share >= 0.005 ? <span className="step-mark">{formatShare(share)} zero</span> : null;
  }
  if (phase === 'backward') {
    return (
      <span className="step-mark backward">
        {formatNumber(found.gradient?.norm)}
        <i style={{ width: `${gradientLevel(record, found) * 100}%` }} />
      </span>
    );
  }
  const ratio = updateRatio(found);
  return phase === 'update' && ratio !== null ? <span className="step-mark update">{formatShare(ratio)}</span> : null;
}
