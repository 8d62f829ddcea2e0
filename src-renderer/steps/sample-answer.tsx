import { usePicture } from '#renderer/client/picture.ts';
import { ClassBars } from '#renderer/ui/class-bars.tsx';
import { formatNumber } from './format-number.ts';
import { usePlayerState } from './player-context.ts';
import { scoresOf } from './scores-of.ts';

/** The sample that is shown, what the network says of it, and what that costs. */
export function SampleAnswer() {
  const record = usePlayerState((state) => state.record);
  const sample = usePlayerState((state) => state.record?.samples[state.sample] ?? null);
  const version = usePlayerState((state) => state.opened?.dataset.version ?? '');
  const { picture } = usePicture(version, sample?.index ?? null, 256);
  if (!sample || !record) return null;
  const losses = record.samples.map(({ loss }) => loss ?? 0);
  const highest = Math.max(...losses, 1e-12);
  return (
    <>
      <section className="step-section step-answer">
        <div className="step-answer-picture">{picture && <img src={picture.url} alt={sample.truth} />}</div>
        <ClassBars scores={scoresOf(sample)} truth={sample.truth} limit={8} />
      </section>
      <section className="step-section">
        <h3>Loss of each sample; the line is the mean, {formatNumber(record.loss)}</h3>
        <svg className="step-losses" width={284} height={56} role="img" aria-label="Loss of each sample">
          {losses.map((loss, index) => {
            const width = 284 / losses.length;
            const height = (loss / highest) * 54;
            const isShown = record.samples[index] === sample;
            return (
              <rect
                key={record.samples[index]?.index}
                className={isShown ? 'shown' : undefined}
                x={index * width}
                y={56 - height}
                width={Math.max(1, width - 1)}
                height={height}
              />
            );
          })}
          <line
            x1={0}
            x2={284}
            y1={56 - ((record.loss ?? 0) / highest) * 54}
            y2={56 - ((record.loss ?? 0) / highest) * 54}
          />
        </svg>
      </section>
    </>
  );
}
