import { useMutation } from '@tanstack/react-query';
import { CircleX, TriangleAlert } from 'lucide-react';
import type { PlaceProps } from '#renderer/client/place.ts';
import { useEngine } from '#renderer/client/use-engine.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { Icon } from '#renderer/ui/icon.tsx';
import { notify, notifyError } from '#renderer/ui/toast.tsx';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import type { Finding, Remedy } from '#shared/training/health/finding.ts';
import type { RunConfig } from '#shared/training/run.ts';
import styles from './run-side.module.css';

interface FindingBoxProps extends Pick<PlaceProps, 'go'> {
  finding: Finding;
  run: RunSummary;
  /** Another run was begun. */
  onBranched: (run: RunSummary) => void;
  onFindRate: () => void;
}

/** Epochs that a branch goes on for where nothing is left of the plan. */
const FURTHER = 10;

/** The element that a mark on the curves leads to. */
export const findingId = ({ code }: Pick<Finding, 'code'>): string => `finding-${code}`;

/** What was noticed, why it matters, and what to try, at one click where there is one. */
export function FindingBox({ finding, run, go, onBranched, onFindRate }: FindingBoxProps) {
  const engine = useEngine();
  const apply = useMutation({
    mutationFn: async (remedy: Remedy): Promise<RunSummary | null> => {
      const { config } = run;
      // Its own network and data, whatever the project has become since.
      if (remedy.do === 'retrain') return engine.runs.duplicate({ run: run.id, config: changedBy(config, remedy) });
      if (remedy.do === 'branch') {
        const epochs = Math.max(FURTHER, config.epochs - (run.bestEpoch ?? config.epochs));
        const { checkpoint, learningRate } = remedy;
        return engine.runs.branch({ run: run.id, checkpoint, epochs, learningRate });
      }
      if (remedy.do === 'set-rate') {
        await engine.runs.setLearningRate({ run: run.id, rate: remedy.learningRate });
        notify({ tone: 'ok', title: `The learning rate is ${remedy.learningRate} from the next step on` });
      }
      if (remedy.do === 'stop') await engine.runs.stop({ run: run.id });
      return null;
    },
    onSuccess: (begun) => begun && onBranched(begun),
    onError: (error) => notifyError(`Changing run ${run.number}`, error),
  });
  const act = (remedy: Remedy) => {
    if (remedy.do === 'design') go('design', remedy.node === null ? undefined : { node: remedy.node });
    else if (remedy.do === 'data') go('data');
    else if (remedy.do === 'find-rate') onFindRate();
    else apply.mutate(remedy);
  };
  const isError = finding.severity === 'error';
  return (
    <section
      id={findingId(finding)}
      className={isError ? styles.error : styles.warning}
      aria-label={finding.title}
      tabIndex={-1}
    >
      <h2 className={isError ? 'row bad-text' : 'row warn-text'}>
        <Icon icon={isError ? CircleX : TriangleAlert} />
        <span>{finding.title}</span>
      </h2>
      <p>{finding.text}</p>
      <ul className={styles.tries}>
        {finding.tries.map(({ text, remedy }) => (
          <li key={text}>
            <span className="grow">{text}</span>
            {remedy && (
              <Button
                size="dense"
                why={apply.isPending ? 'It is being done.' : undefined}
                aria-label={`${VERB[remedy.do]}: ${text}`}
                onClick={() => act(remedy)}
              >
                {VERB[remedy.do]}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

const VERB: Record<Remedy['do'], string> = {
  retrain: 'Train again',
  branch: 'Branch',
  'set-rate': 'Change it',
  stop: 'Stop',
  'find-rate': 'Find a rate',
  data: 'Data',
  design: 'Design',
};

/** The settings of a run with what a remedy changes. */
function changedBy(config: RunConfig, remedy: Extract<Remedy, { do: 'retrain' }>): RunConfig {
  const { learningRate = config.optimizer.learningRate, clip = config.optimizer.clip } = remedy;
  const optimizer = { ...config.optimizer, learningRate, clip };
  return { ...config, optimizer, earlyStopping: remedy.earlyStopping ?? config.earlyStopping };
}
