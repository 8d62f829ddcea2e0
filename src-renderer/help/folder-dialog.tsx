import { useQuery } from '@tanstack/react-query';
import { placesQuery } from '#renderer/client/queries.ts';
import { Dialog } from '#renderer/ui/dialog.tsx';
import { ErrorStrip } from '#renderer/ui/error-strip.tsx';
import { CopyButton } from './copy-button.tsx';
import styles from './help.module.css';

interface FolderDialogProps {
  title: string;
  place: 'dataFolder' | 'logs';
  onClose: () => void;
}

const about = {
  dataFolder: 'Projects, runs, imported pictures and backups lie here. A browser can’t open folders: copy the path.',
  logs: 'engine.log has a line for everything that went wrong. A browser can’t open folders: copy the path.',
};

/** In the browser mode: where a folder is, to be opened by the person's own file manager. */
export function FolderDialog({ title, place, onClose }: FolderDialogProps) {
  const places = useQuery(placesQuery);
  const path = places.data?.[place] ?? '';
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={<CopyButton text={path} label="Copy path" why={path ? undefined : 'the engine has not answered yet'} />}
    >
      {places.error && <ErrorStrip error={places.error} what="Asking for the folder" />}
      <p className="t2">{about[place]}</p>
      <p className={`${styles.path} mono selectable`}>{path}</p>
    </Dialog>
  );
}
