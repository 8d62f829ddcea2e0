import { FolderOpen } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { desktop } from '#renderer/client/desktop.ts';
import { useEngine } from '#renderer/client/use-engine.tsx';
import type { DatasetSummary, FolderComparison } from '#shared/contract/requests/datasets.ts';
import { Button } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { ErrorStrip } from './error-strip.tsx';
import { formatInteger, plural } from './format.ts';
import { PathPicker } from './path-picker.tsx';
import { Progress } from './progress.tsx';
import { notify } from './toast.tsx';

interface Looking {
  readonly path: string;
  readonly done: number;
  readonly total: number | null;
}

/** Points a dataset to the folder where its files lie now, after every one of them was compared by its content. */
export function RelocateDialog({ dataset, onClose }: { dataset: DatasetSummary; onClose: () => void }) {
  const engine = useEngine();
  const [isPicking, setPicking] = useState(false);
  const [looking, setLooking] = useState<Looking | null>(null);
  const [found, setFound] = useState<FolderComparison | null>(null);
  const [error, setError] = useState<unknown>(null);
  const current = useRef<AbortController | null>(null);
  useEffect(() => () => current.current?.abort(), []);

  const look = async (path: string) => {
    current.current?.abort();
    const controller = new AbortController();
    current.current = controller;
    setPicking(false);
    setError(null);
    setFound(null);
    setLooking({ path, done: 0, total: null });
    try {
      const events = await engine.datasets.compareFolder({ dataset: dataset.id, path }, { signal: controller.signal });
      for await (const event of events) {
        if (event.type === 'done') setFound(event);
        else setLooking({ path, done: event.done, total: event.total });
      }
    } catch (caught) {
      if (!controller.signal.aborted) setError(caught);
    } finally {
      if (!controller.signal.aborted) setLooking(null);
    }
  };
  const choose = async () => {
    if (!desktop) return setPicking(true);
    const path = await desktop.chooseFolder(`Where ${dataset.name} lies now`);
    if (path !== null) await look(path);
  };
  const accept = async () => {
    if (!found) return;
    try {
      await engine.datasets.relocate({ dataset: dataset.id, path: found.path });
      notify({ tone: 'ok', title: `${dataset.name} is read from ${found.path}` });
      onClose();
    } catch (caught) {
      setError(caught);
    }
  };
  if (isPicking) {
    return (
      <PathPicker
        title={`Where ${dataset.name} lies now`}
        pick="folder"
        onPick={(path) => void look(path)}
        onClose={() => setPicking(false)}
      />
    );
  }
  const why = looking ? 'Its files are being compared.' : !found ? 'Choose the folder first.' : undefined;
  return (
    <Dialog
      title={`Point ${dataset.name} to its folder`}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            why={why ?? (found?.matched === 0 ? 'None of its files is in there.' : undefined)}
            onClick={accept}
          >
            {found && found.matched > 0 && found.matched < found.total ? 'Use it all the same' : 'Use this folder'}
          </Button>
        </>
      }
    >
      <div className="stack g12">
        <p className="t2">
          It was imported from <span className="selectable">{dataset.source ?? 'dropped files'}</span>. Choose the
          folder that has its classes in it now; every file is compared before anything changes.
        </p>
        <div className="row">
          <Button icon={FolderOpen} onClick={choose}>
            {found || looking ? 'Choose another folder…' : 'Choose folder…'}
          </Button>
          <span className="grow ellipsis selectable">{found?.path ?? looking?.path}</span>
        </div>
        {looking && (
          <div className="stack g4">
            <Progress
              label="Comparing files"
              value={looking.total === null ? null : looking.done / Math.max(1, looking.total)}
            />
            <span className="t3" role="status">
              {looking.total === null
                ? 'Looking into the folder'
                : `Compared ${formatInteger(looking.done)} of ${formatInteger(looking.total)}`}
            </span>
          </div>
        )}
        {found && <Found found={found} />}
        {error !== null && <ErrorStrip error={error} what="Comparing the folder" />}
      </div>
    </Dialog>
  );
}

function Found({ found }: { found: FolderComparison }) {
  const { total, matched, missing, different, examples } = found;
  if (matched === total) {
    return <p className="ok-text">All {plural(total, 'file')} are there, with the same content.</p>;
  }
  const rows = [
    { title: 'The same', count: matched, tone: 'ok-text', names: [] },
    { title: 'Missing', count: missing, tone: 'warn-text', names: examples.missing },
    { title: 'Different', count: different, tone: 'bad-text', names: examples.different },
  ];
  return (
    <div className="stack g4" role="status">
      {rows.map(({ title, count, tone, names }) => (
        <div key={title}>
          <div className="row">
            <span className={count > 0 ? tone : 't3'}>{title}</span>
            <span className="grow" />
            <b className="num">{formatInteger(count)}</b>
          </div>
          {names.length > 0 && <div className="mono t3 ellipsis selectable">{names.slice(0, 4).join(', ')}</div>}
        </div>
      ))}
      <p className="t2">Files that are missing or different can't be trained on; each is then named.</p>
    </div>
  );
}
