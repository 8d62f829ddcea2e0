import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { sourceQuery } from '#renderer/client/queries.ts';
import { Button } from '#renderer/ui/button.tsx';
import { NoteStrip } from '#renderer/ui/error-strip.tsx';
import { RelocateDialog } from '#renderer/ui/relocate-dialog.tsx';
import type { DatasetDetail } from '#shared/contract/requests/datasets.ts';

/** Notices by itself that the pictures are no longer where they were, and offers to point to them anew. */
export function SourceStrip({ dataset }: { dataset: DatasetDetail }) {
  const source = useQuery(sourceQuery(dataset.id));
  const [isOpen, setOpen] = useState(false);
  const state = source.data?.state ?? 'present';
  return (
    <>
      {source.data && state !== 'present' && (
        <NoteStrip
          tone="warn"
          actions={
            <div className="row nowrap">
              <Button onClick={() => void source.refetch()}>Look again</Button>
              {source.data.isMovable && (
                <Button variant="primary" onClick={() => setOpen(true)}>
                  Point to the folder…
                </Button>
              )}
            </div>
          }
        >
          <b>{state === 'incomplete' ? 'Some pictures are no longer there. ' : 'The pictures are no longer there. '}</b>
          {state === 'incomplete'
            ? `Files are missing in ${source.data.folder}: put them back, or point to where they lie now.`
            : `${source.data.folder} was moved or renamed, or its disk is not connected. What was trained is kept.`}
        </NoteStrip>
      )}
      {isOpen && <RelocateDialog dataset={dataset} onClose={() => setOpen(false)} />}
    </>
  );
}
