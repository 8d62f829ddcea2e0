import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { type DroppedData, uploadFiles } from '#renderer/client/dropped.ts';
import { isCancelled } from '#renderer/client/errors.ts';
import { continueImport, type ImportProgress, runImport } from '#renderer/client/import-dataset.ts';
import { datasetsQuery } from '#renderer/client/queries.ts';
import { baseName, uniqueName } from '#renderer/client/unique-name.ts';
import { useEngine } from '#renderer/client/use-engine.tsx';
import type { ImportResult } from '#shared/contract/requests/datasets.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { ErrorStrip } from './error-strip.tsx';
import { formatEta, formatInteger } from './format.ts';
import { ImportSummary } from './import-summary.tsx';
import { Progress } from './progress.tsx';
import { notifyError } from './toast.tsx';

export interface ImportDialogProps {
  source:
    | DroppedData
    /** An import that was cut off. */
    | { readonly kind: 'unfinished'; readonly name: string; readonly import: string };
  onClose: () => void;
  /** What to do with the new dataset; the label says it. */
  next: { readonly label: string; readonly run: (result: ImportResult) => Promise<void> };
}

interface Step {
  readonly phase: string;
  readonly done: number;
  readonly total: number | null;
  readonly eta: number | null;
}

const PHASES = { scanning: 'Looking through the folder', decoding: 'Reading pictures', saving: 'Saving' } as const;

/** Imports at once, shows how far it is, and ends with what was found: counts, splits, and each problem by name. */
export function ImportDialog({ source, onClose, next }: ImportDialogProps) {
  const engine = useEngine();
  const existing = useQuery(datasetsQuery).data;
  const [step, setStep] = useState<Step>({ phase: 'Starting', done: 0, total: null, eta: null });
  const [result, setResult] = useState<ImportResult | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const controller = useRef<AbortController | null>(null);
  const atWork = useRef<string | null>(null);
  const wished = source.kind === 'folder' ? baseName(source.path) : source.name;

  useEffect(() => {
    if (!existing || controller.current) return;
    const abort = new AbortController();
    controller.current = abort;
    const options = {
      signal: abort.signal,
      onProgress: (progress: ImportProgress) => {
        atWork.current = progress.import;
        const { phase, done, total, etaSeconds } = progress;
        setStep({ phase: PHASES[phase], done, total, eta: etaSeconds });
      },
    };
    const work = async () => {
      if (source.kind === 'unfinished') return setResult(await continueImport(engine, source.import, options));
      const name = uniqueName(
        wished || 'Pictures',
        existing.map((dataset) => dataset.name),
      );
      const from =
        source.kind === 'folder'
          ? source
          : {
              kind: 'upload' as const,
              upload: await uploadFiles(engine, source.files, abort.signal, (done) =>
                setStep({ phase: 'Sending files', done, total: source.files.length, eta: null }),
              ),
            };
      setResult(await runImport(engine, from, name, options));
    };
    work().catch((caught) => !isCancelled(caught) && setError(caught));
  }, [engine, existing, source, wished]);

  const close = () => {
    controller.current?.abort();
    // Cancelled by the person: unlike an import that was cut off, nothing of it is kept.
    if (atWork.current !== null) {
      engine.datasets.discardImport({ import: atWork.current }).catch((caught) => notifyError('Cancelling', caught));
    }
    onClose();
  };
  const goOn = async () => {
    if (!result || busy) return;
    setBusy(true);
    try {
      await next.run(result);
    } catch (caught) {
      setError(caught);
      setBusy(false);
    }
  };

  if (result) {
    return (
      <Dialog
        title={`${result.name} is imported`}
        onClose={onClose}
        wide
        actions={
          <>
            {error !== null && <ErrorStrip error={error} />}
            <Button onClick={onClose}>Close</Button>
            <Button variant="primary" onClick={goOn} why={busy ? 'It is being made.' : undefined} data-autofocus>
              {next.label}
            </Button>
          </>
        }
      >
        <ImportSummary result={result} />
      </Dialog>
    );
  }
  return (
    <Dialog
      title={`Importing ${wished}`}
      onClose={close}
      actions={<Button onClick={close}>{error === null ? 'Cancel' : 'Close'}</Button>}
    >
      {error !== null ? (
        <ErrorStrip error={error} what={`Importing ${wished}`} />
      ) : (
        <div className="stack">
          <Progress label="Import" value={step.total === null ? null : step.done / Math.max(step.total, 1)} />
          <div className="row t2" role="status">
            <span>{step.phase}</span>
            <span className="grow" />
            <span className="num">
              {formatInteger(step.done)}
              {step.total !== null && ` of ${formatInteger(step.total)}`}
              {step.eta !== null && `, ${formatEta(step.eta)}`}
            </span>
          </div>
          <p className="t3">Your files stay where they are and are not changed. Cancelling keeps nothing.</p>
        </div>
      )}
    </Dialog>
  );
}
