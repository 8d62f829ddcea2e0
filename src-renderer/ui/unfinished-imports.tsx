import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { unfinishedQuery } from '#renderer/client/queries.ts';
import { useEngine } from '#renderer/client/use-engine.tsx';
import type { UnfinishedImport } from '#shared/contract/requests/datasets.ts';
import { Button } from './button.tsx';
import { NoteStrip } from './error-strip.tsx';
import { formatAgo, formatInteger } from './format.ts';
import { ImportDialog, type ImportDialogProps } from './import-dialog.tsx';
import { notify, notifyError } from './toast.tsx';

/** Imports that were cut off: each is continued where it stood, or discarded. */
export function UnfinishedImports({ next }: Pick<ImportDialogProps, 'next'>) {
  const engine = useEngine();
  const unfinished = useQuery(unfinishedQuery).data ?? [];
  const [continued, setContinued] = useState<UnfinishedImport | null>(null);

  const discard = async ({ id, name }: UnfinishedImport) => {
    try {
      await engine.datasets.discardImport({ import: id });
      notify({ tone: 'ok', title: `The import of ${name} is discarded` });
    } catch (error) {
      notifyError(`Discarding the import of ${name}`, error);
    }
  };
  return (
    <>
      {unfinished.map((one) => (
        <NoteStrip
          key={one.id}
          tone="info"
          actions={
            <>
              <Button variant="primary" onClick={() => setContinued(one)}>
                Continue
              </Button>
              <Button onClick={() => discard(one)}>Discard</Button>
            </>
          }
        >
          <b>
            Continue the import of {one.name} ({formatInteger(one.done)} of {formatInteger(one.total)})?
          </b>{' '}
          It was cut off {formatAgo(one.startedAt)}; what was read is not read again. Your files are not touched.
        </NoteStrip>
      ))}
      {continued && (
        <ImportDialog
          source={{ kind: 'unfinished', name: continued.name, import: continued.id }}
          onClose={() => setContinued(null)}
          next={{
            label: next.label,
            run: async (result) => {
              await next.run(result);
              setContinued(null);
            },
          }}
        />
      )}
    </>
  );
}
