import { Box, ChartSpline, FileInput, FolderOpen, Image } from 'lucide-react';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { desktop } from '#renderer/client/desktop.ts';
import { type Dropped, readDrop } from '#renderer/client/dropped.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';
import { PathPicker } from './path-picker.tsx';
import { notifyError } from './toast.tsx';

type OnDropped = (dropped: Dropped) => void;

/** Takes a drop anywhere on what is inside, and shows that it would. */
export function DropZone({ onDropped, children }: { onDropped: OnDropped; children: ReactNode }) {
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
          <p>A folder with a folder per class becomes a dataset; a .strata file opens as a project.</p>
        </div>
      )}
    </div>
  );
}

/** The card that says what can be dropped, with the two dialogs for those who rather choose. */
export function DropTarget({ onDropped, foldersOnly }: { onDropped: OnDropped; foldersOnly?: boolean }) {
  const [picking, setPicking] = useState<'folder' | 'project' | null>(null);
  const choose = async (what: 'folder' | 'project') => {
    if (!desktop) return setPicking(what);
    if (what === 'folder') {
      const path = await desktop.chooseFolder('Choose a folder of pictures');
      if (path) onDropped({ kind: 'folder', path });
      return;
    }
    const [path] = await desktop.chooseFiles('Open a project', [{ name: 'Strata project', extensions: ['strata'] }]);
    if (path) onDropped({ kind: 'project', path });
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
      <p className="t2">A folder of pictures with a folder per class{!foldersOnly && ', or a project'}.</p>
      <span className="grow" />
      <div className="row">
        <Button icon={FolderOpen} onClick={() => choose('folder')}>
          Choose folder
        </Button>
        {!foldersOnly && (
          <Button icon={FileInput} onClick={() => choose('project')}>
            Open project
          </Button>
        )}
      </div>
      {picking && (
        <PathPicker
          title={picking === 'folder' ? 'Choose a folder of pictures' : 'Open a project'}
          pick={picking === 'folder' ? 'folder' : '.strata'}
          onClose={() => setPicking(null)}
          onPick={(path) => {
            setPicking(null);
            onDropped(picking === 'folder' ? { kind: 'folder', path } : { kind: 'project', path });
          }}
        />
      )}
    </section>
  );
}
