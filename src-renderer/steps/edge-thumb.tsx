import { Histogram } from './histogram.tsx';
import { usePlayerState } from './player-context.ts';
import { TensorPicture } from './tensor-picture.tsx';
import { useLook } from './use-look.ts';
import { useLast, useViews } from './use-views.ts';

const SIDE = 42;
const TILES = 3;

/** What a layer gave, or the gradient that came back to it: small, on the edge, once it has happened. */
export function EdgeThumb({ node }: { node: string }) {
  const phase = usePlayerState(({ steps, at }) => steps[at]?.phase ?? 'data');
  const part = phase === 'backward' ? 'gradient' : 'activation';
  const isReached = usePlayerState(({ steps, at }) => {
    // The card beside the current layer shows the same, larger.
    if (phase === 'update' || (phase !== 'loss' && steps[at]?.node === node)) return false;
    const wanted = part === 'gradient' ? ['backward'] : ['data', 'forward'];
    return steps.some((step, index) => index <= at && step.node === node && wanted.includes(step.phase));
  });
  if (!isReached) return null;
  return <Thumb node={node} part={part} />;
}

function Thumb({ node, part }: { node: string; part: 'activation' | 'gradient' }) {
  const views = useViews(node, part, TILES);
  const shown = useLast(views, `${node} ${part}`)?.[0];
  const summary = usePlayerState(({ record }) => record?.nodes.find((each) => each.node === node));
  const look = useLook(node, part);
  if (!shown) return null;
  const { kind, width, height } = shown.view;
  const isTiny = kind === 'strip' || Math.min(width, height) < 2;
  const values = part === 'gradient' ? summary?.gradient : summary?.forward;
  return (
    <span className="step-thumb">
      {isTiny && values ? (
        <Histogram
          summary={values}
          label=""
          width={96}
          height={SIDE - 12}
          tone={part === 'gradient' ? 'backward' : 'forward'}
          bare
        />
      ) : (
        <TensorPicture view={shown} look={look} label="" width={SIDE * TILES + 4} rows={1} tile={SIDE} />
      )}
    </span>
  );
}
