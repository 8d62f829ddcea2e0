import { Box, ChartSpline, FileInput, FolderOpen, Image } from 'lucide-react';
import { type DragEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { desktop } from '#renderer/client/desktop.ts';
import { type Dropped, readDrop } from '#renderer/client/dropped.ts';
import { baseName } from '#renderer/client/unique-name.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { PathPicker } from './path-picker.tsx';
import { notifyError } from './toast.tsx';

/** Browsers tell of a drag at least every 350 ms, moved or not. */
const ENDED_MS = 1000;

type OnDropped = (dropped: Dropped) => void;

/** Takes a drop anywhere on what is inside, and shows that it would; `says`: what becomes of it. */
export function DropZone({ onDropped, says, children }: { onDropped: OnDropped; says: string; children: ReactNode }) {
  const [over, setOver] = useState(false);
  const lastSeen = useRef(0);
  const carriesFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  // What is under a drag may go meanwhile, and then never tells that it was left. A drag that goes on says so all the time.
  useEffect(() => {
    if (!over) return;
    const ended = setInterval(() => Date.now() - lastSeen.current > ENDED_MS && setOver(false), ENDED_MS);
    return () => clearInterval(ended);
  }, [over]);
  const goesOn = (event: DragEvent) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    lastSeen.current = Date.now();
    setOver(true);
  };
  const leave = (event: DragEvent) => {
    const to = event.relatedTarget;
    if (!(to instanceof Node && event.currentTarget.contains(to))) setOver(false);
  };
  const drop = (event: DragEvent) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    setOver(false);
    readDrop(event.dataTransfer).then(
      (dropped) => dropped && onDropped(dropped),
      (error) => notifyError('Reading what was dropped', error),
    );
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Choose folder and Open project do the same by keyboard
    <div className="drop-zone" onDragEnter={goesOn} onDragLeave={leave} onDragOver={goesOn} onDrop={drop}>
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
