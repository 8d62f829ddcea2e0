import { Box, ChartSpline, FileInput, FolderOpen, Image } from 'lucide-react';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { desktop } from '#renderer/client/desktop.ts';
import { type Dropped, readDrop } from '#renderer/client/dropped.ts';
import { baseName } from '#renderer/client/unique-name.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { PathPicker } from './path-picker.tsx';
import { notifyError } from './toast.tsx';

type OnDropped = (dropped: Dropped) => void;

/** Takes a drop anywhere on what is inside, and shows that it would; `says`: what becomes of it. */
export function DropZone({ onDropped, says, children }: { onDropped: OnDropped; says: string; children: ReactNode }) {
  const [over, setOver] = useState(false);
  // Children send their own enter and leave; the zone is left when as many left as entered.
  const depth = useRef(0);
  const carriesFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  const change = (event: DragEvent, by: number) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    depth.current += by;
    setOver(depth.current > 0);
  };
  const drop = (event: DragEvent) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    depth.current = 0;
    setOver(false);
    readDrop(event.dataTransfer).then(
      (dropped) => dropped && onDropped(dropped),
      (error) => notifyError('Reading what was dropped', error),
    );
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Choose folder and Open project do the same by keyboard
    <div
      className="drop-zone"
      onDragEnter={(event) => change(event, 1)}
      onDragLeave={(event) => change(event, -1)}
      onDragOver={(event) => carriesFiles(event) && event.preventDefault()}
      onDrop={drop}
    >
      {children}
      {over && (
        <div className="drop-over" aria-hidden="true">
          <h1>Drop it</h1>
          <p>{says}</p>
        </div>
      )}
    </div>
  );
}

type Pick = 'folder' | 'project' | 'model';
const TITLES: Readonly<Record<Pick, string>> = {
  folder: 'Choose a folder of pictures',
  project: 'Open a project',
  model: 'Open a model',
};
const FILTERS = {
  project: { name: 'Strata project', extensions: ['strata'] },
  model: { name: 'Model of Keras or TensorFlow.js', extensions: ['keras', 'h5', 'hdf5', 'json'] },
} as const;

/** The card that says what can be dropped, with the two dialogs for those who rather choose. */
export function DropTarget({ onDropped, foldersOnly }: { onDropped: OnDropped; foldersOnly?: boolean }) {
  const [picking, setPicking] = useState<Pick | null>(null);
  const picked = (what: Pick, path: string) =>
    onDropped(what === 'model' ? { kind: what, name: baseName(path), path } : { kind: what, path });
  const choose = async (what: Pick) => {
    if (!desktop) return setPicking(what);
    if (what === 'folder') {
      const path = await desktop.chooseFolder('Choose a folder of pictures');
      if (path) picked(what, path);
      return;
    }
    const [path] = await desktop.chooseFiles(TITLES[what], [FILTERS[what]]);
    if (path) picked(what, path);
  };
  return (
    <section className="drop-target" aria-label="Bring your own data">
      <div className="row g12 t2">
        {(foldersOnly ? [Image] : [Image, ChartSpline, Box]).map((icon, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list
          <Icon key={index} icon={icon} size={16} />
        ))}
      </div>
      <h2>{foldersOnly ? 'Drop a folder, anywhere' : 'Drop anything, anywhere'}</h2>
      <p className="t2">
        A folder of pictures with a folder per class
        {!foldersOnly && ', a project, or a model of Keras or TensorFlow.js'}.
      </p>
      <span className="grow" />
      <div className="drop-actions">
        <Button icon={FolderOpen} onClick={() => choose('folder')}>
          Choose folder
        </Button>
        {!foldersOnly && (
          <Button icon={FileInput} onClick={() => choose('project')}>
            Open project
          </Button>
        )}
        {!foldersOnly && (
          <Button icon={Box} onClick={() => choose('model')}>
            Open a model…
          </Button>
        )}
      </div>
      {picking && (
        <PathPicker
          title={TITLES[picking]}
          pick={picking === 'folder' ? 'folder' : FILTERS[picking].extensions.map((ending) => `.${ending}`)}
          onClose={() => setPicking(null)}
          onPick={(path) => {
            setPicking(null);
            picked(picking, path);
          }}
        />
      )}
    </section>
  );
}
