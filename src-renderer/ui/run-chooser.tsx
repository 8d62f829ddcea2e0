import { ChevronDown } from 'lucide-react';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import { judgedBy } from '#shared/training/judged-by.ts';
import { Icon } from './icon.tsx';
import { judgedWords } from './judged-words.ts';
import { Menu, useMenu } from './menu.tsx';
import styles from './run-chooser.module.css';
import { runStateWord } from './run-state.tsx';
import { runTitle } from './run-title.ts';

interface RunChooserProps {
  runs: readonly RunSummary[];
  run: RunSummary;
  onChoose: (run: RunSummary) => void;
}

function describe(run: RunSummary): string {
  const judged = judgedBy(run);
  return judged ? judgedWords(judged) : runStateWord(run.state).toLowerCase();
}

/** The place's title, which is the run it is about, and the others behind it. */
export function RunChooser({ runs, run, onChoose }: RunChooserProps) {
  const menu = useMenu();
  return (
    <>
      <h1 className={styles.title}>
        <button
          type="button"
          className={styles.button}
          aria-haspopup="menu"
          aria-label={`${runTitle(run)}, choose another run`}
          onClick={(event) => menu.openBelow(event.currentTarget)}
        >
          <span>{runTitle(run)}</span>
          <Icon icon={ChevronDown} className="t3" />
        </button>
      </h1>
      {menu.at && (
        <Menu
          label="Runs"
          at={menu.at}
          onClose={menu.close}
          entries={runs.map((other) => ({
            label: `${runTitle(other)}, ${describe(other)}`,
            run: () => onChoose(other),
          }))}
        />
      )}
    </>
  );
}
