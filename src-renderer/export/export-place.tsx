import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Play } from 'lucide-react';
import { useState } from 'react';
import { desktop } from '#renderer/client/desktop.ts';
import type { PlaceProps } from '#renderer/client/place.ts';
import { exportsQuery, runQuery } from '#renderer/client/run-queries.ts';
import { useTrainedRuns } from '#renderer/client/trained-runs.ts';
import { useEngine } from '#renderer/client/use-engine.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyPlace } from '#renderer/ui/empty-place.tsx';
import { ErrorStrip } from '#renderer/ui/error-strip.tsx';
import type { ExportFormat, RememberedExport } from '#shared/contract/requests/results.ts';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import { bestFirst } from '#shared/training/judged-by.ts';
import { CertificatePage } from './certificate-page.tsx';
import { folderName } from './command-line.ts';
import styles from './export-place.module.css';
import { ExportSide } from './export-side.tsx';
import { FormatList } from './format-list.tsx';
import { formats } from './formats.ts';

/** Takes a trained network away, with the proof that the files compute the same. */
export function ExportPlace({ project, go, focus }: PlaceProps) {
  const { runs, trained, chosen, choose } = useTrainedRuns({ project, focus });
  if (runs.error) {
    return (
      <main aria-label="Export">
        <ErrorStrip error={runs.error} what="Reading the runs" />
      </main>
    );
  }
  if (!runs.data) return <main aria-label="Export" aria-busy="true" />;
  const [best] = bestFirst(trained);
  const run = chosen ?? best;
  if (!run) {
    return (
      <EmptyPlace
        place="Export"
        title="Nothing to take away yet"
        actions={
          <Button variant="primary" icon={Play} onClick={() => go('train')}>
            Go to Train
          </Button>
        }
      >
        A trained network can be exported, with its class names and its preprocessing inside.
      </EmptyPlace>
    );
  }
  return <RunExport key={run.id} run={run} runs={trained} onChoose={choose} />;
}

/** Of several folders (newest first), the one that is worth most: there, of these weights, new. */
const toShow = (written: readonly RememberedExport[]): RememberedExport | null =>
  written.find(({ present, isCurrent }) => present && isCurrent) ??
  written.find(({ present }) => present) ??
  written[0] ??
  null;

interface RunExportProps {
  run: RunSummary;
  runs: readonly RunSummary[];
  onChoose: (run: string) => void;
}

function RunExport({ run, runs, onChoose }: RunExportProps) {
  const engine = useEngine();
  const queries = useQueryClient();
  const [format, setFormat] = useState<ExportFormat>('tfjs');
  const detail = useQuery(runQuery(run.id)).data ?? null;
  const remembered = useQuery(exportsQuery(run));
  const writtenOf = (one: ExportFormat) => toShow(remembered.data?.filter((each) => each.format === one) ?? []);
  const write = useMutation({
    mutationFn: (target: { format: ExportFormat; out: string | null }) =>
      engine.results.export({ run: run.id, ...target }),
    onSuccess: () => queries.invalidateQueries({ queryKey: exportsQuery(run).queryKey }),
  });
  const info = formats.find((one) => one.format === format);
  const written = writtenOf(format);
  const save = () => write.mutate({ format, out: null });
  const saveElsewhere = async () => {
    const parent = await desktop?.chooseFolder('Choose where to put the folder');
    if (!parent) return;
    const separator = parent.includes('\\') ? '\\' : '/';
    write.mutate({ format, out: `${parent}${separator}${folderName(run.project.name, run.number, format)}` });
  };
  return (
    <main className={styles.place} aria-label="Export">
      <FormatList
        run={run}
        runs={runs}
        onChoose={onChoose}
        format={format}
        onFormat={setFormat}
        writtenOf={writtenOf}
      />
      <CertificatePage
        run={run}
        detail={detail}
        format={info}
        written={written}
        isWriting={write.isPending}
        error={write.error ?? remembered.error}
        onWrite={save}
      />
      <ExportSide
        run={run}
        detail={detail}
        format={info}
        written={written}
        isWriting={write.isPending}
        onSave={save}
        {...(desktop ? { onSaveElsewhere: () => void saveElsewhere() } : {})}
      />
    </main>
  );
}
