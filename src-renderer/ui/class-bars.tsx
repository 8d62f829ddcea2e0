import styles from './class-bars.module.css';

interface ClassBarsProps {
  /** Probability by class, in any order; shown from most to least likely. */
  scores: Readonly<Record<string, number>>;
  /** The true class, where it is known: reddens a wrong answer. */
  truth?: string | undefined;
  limit?: number;
}

/** What the network thinks a picture is: a bar for each class. */
export function ClassBars({ scores, truth, limit = 12 }: ClassBarsProps) {
  const sorted = Object.entries(scores).sort(([, a], [, b]) => b - a);
  const rest = sorted.length - limit;
  return (
    <>
      <ol className={styles.bars} aria-label="Class probabilities">
        {sorted.slice(0, limit).map(([label, score], position) => {
          const isWrong = position === 0 && truth !== undefined && label !== truth;
          return (
            <li key={label} className={position === 0 ? styles.first : undefined}>
              <span className={`ellipsis ${isWrong ? 'bad-text' : ''}`} title={label}>
                {label}
                {label === truth && <span className="t3 small"> true</span>}
              </span>
              <span className={styles.track}>
                <i
                  style={{ width: `${Math.max(0.5, score * 100)}%`, background: isWrong ? 'var(--bad)' : undefined }}
                />
              </span>
              <span className="num">{score.toFixed(score > 0 && score < 0.01 ? 3 : 2)}</span>
            </li>
          );
        })}
      </ol>
      {rest > 0 && <p className="t3 small">and {rest} less likely classes</p>}
    </>
  );
}
