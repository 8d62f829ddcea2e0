import { lookOf } from '#renderer/ui/family-glyph.tsx';

const HEIGHT = 116;
const LEFT = 14;
/** Room for the bars, left of the pictures in the corner. */
const ROOM = 190;

/** How tall a layer stands in the drawing: those that hold weights are the tall ones. */
const TALL: Readonly<Record<string, number>> = {
  data: 20,
  convolution: 46,
  core: 36,
  normalization: 28,
  regularization: 24,
  recurrent: 46,
  attention: 46,
  pooling: 30,
  merge: 24,
  augmentation: 18,
  head: 20,
};

/** The network as a row of bars in family colours: a face to recognise a project by. */
export function NetworkDrawing({ families }: { families: readonly string[] }) {
  const pitch = Math.min(18, ROOM / Math.max(families.length, 1));
  const bar = Math.max(2, pitch * 0.58);
  return (
    <svg className="network" width="100%" height={HEIGHT} aria-hidden="true">
      {families.length > 1 && (
        <path
          d={`M${LEFT} ${HEIGHT / 2}h${pitch * (families.length - 1) + bar}`}
          stroke="var(--edge)"
          strokeWidth="1.25"
          fill="none"
        />
      )}
      {families.map((family, index) => {
        const height = TALL[family] ?? 30;
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its position
            key={index}
            x={LEFT + index * pitch}
            y={(HEIGHT - height) / 2}
            width={bar}
            height={height}
            rx="2.5"
            fill={`var(--f-${lookOf(family).token})`}
          />
        );
      })}
    </svg>
  );
}
