import { useQuery } from '@tanstack/react-query';
import { ArrowUp, File, Folder } from 'lucide-react';
import { useState } from 'react';
import { useEngine } from '#renderer/client/use-engine.tsx';
import { Button, IconButton } from './button.tsx';
import { Dialog } from './dialog.tsx';
import { ErrorStrip } from './error-strip.tsx';
import { Icon } from './icon.tsx';

interface PathPickerProps {
  title: string;
  /** A folder, or a file with one of these endings. */
  pick: 'folder' | readonly string[];
  onPick: (path: string) => void;
  onClose: () => void;
}

/** The browser mode's dialog for a folder or file on this machine; the desktop window has the system's own. */
export function PathPicker({ title, pick, onPick, onClose }: PathPickerProps) {
  const engine = useEngine();
  const [path, setPath] = useState<string | null>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const listing = useQuery({
    queryKey: ['browse', path],
    queryFn: ({ signal }) => engine.system.browse({ path }, { signal }),
    staleTime: 0,
    retry: false,
  });
  const here = listing.data?.path ?? path ?? '';
  const shown = (listing.data?.entries ?? []).filter(
    (entry) =>
      entry.isFolder || (pick !== 'folder' && pick.some((ending) => entry.name.toLowerCase().endsWith(ending))),
  );
  const open = (to: string) => {
    setTyped(null);
    setPath(to);
  };
  const parent = listing.data?.parent ?? null;
  return (
    <Dialog
      title={title}
      wide
      onClose={onClose}
      onSubmit={() => typed !== null && open(typed)}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          {pick === 'folder' && (
            <Button
              variant="primary"
              why={listing.data ? undefined : 'Open a folder first.'}
              onClick={() => onPick(typed ?? here)}
            >
              Use this folder
            </Button>
          )}
        </>
      }
    >
      <div className="row">
        <IconButton
          icon={ArrowUp}
          label="Up one folder"
          why={parent === null ? 'this is the top' : undefined}
          onClick={() => parent !== null && open(parent)}
        />
        <div className="field grow">
          <input
            aria-label="Path"
            value={typed ?? here}
            // What is typed before the first folder's name arrives would be put behind that name.
            readOnly={listing.isPending && path === null}
            spellCheck={false}
            onChange={(event) => setTyped(event.target.value)}
          />
        </div>
        <Button onClick={() => typed !== null && open(typed)} why={typed === null ? 'You are there.' : undefined}>
          Go
        </Button>
      </div>
      {listing.error && <ErrorStrip error={listing.error} what="Opening the folder" />}
      <ul className="path-list" aria-label="Folders">
        {shown.map((entry) => (
          <li key={entry.path}>
            <button type="button" onClick={() => (entry.isFolder ? open(entry.path) : onPick(entry.path))}>
              <Icon icon={entry.isFolder ? Folder : File} />
              <span className="ellipsis">{entry.name}</span>
            </button>
          </li>
        ))}
      </ul>
      {listing.data && shown.length === 0 && (
        <p className="t3">
          {pick === 'folder' ? 'No folders in here; use this one, or go up.' : `No ${pick.join(', ')} files in here.`}
        </p>
      )}
      {listing.data?.truncated && <p className="t3">There are more; type the path above.</p>}
    </Dialog>
  );
}
