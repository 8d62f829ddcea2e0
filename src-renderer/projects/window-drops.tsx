import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useState } from 'react';
import { useStore } from 'zustand';
import { dataDrops } from '#renderer/client/data-drops.ts';
import { type Dropped, type DroppedModel, isDroppedModel } from '#renderer/client/dropped.ts';
import type { Place } from '#renderer/client/place.ts';
import { openProjectText } from '#renderer/client/project-file.ts';
import { projectsQuery } from '#renderer/client/queries.ts';
import { baseName, uniqueName } from '#renderer/client/unique-name.ts';
import { useEngine } from '#renderer/client/use-engine.tsx';
import { DropZone } from '#renderer/ui/drop-target.tsx';
import { notify, notifyError } from '#renderer/ui/toast.tsx';
import { OpenModelDialog } from './open-model-dialog.tsx';

const Opening = createContext<(dropped: Dropped) => void>(() => {});

/** Does with what was chosen in a dialog what the window does with what is dropped on it. */
export const useOpening = () => useContext(Opening);

interface WindowDropsProps {
  onOpen: (project: string, place: Place) => void;
  children: ReactNode;
}

/**
 * What is dropped anywhere on the window: a model or a project opens as a project of its own, whatever is open; pictures go
 * to the place that is open, where it has a use for them.
 */
export function WindowDrops({ onOpen, children }: WindowDropsProps) {
  const engine = useEngine();
  const projects = useQuery(projectsQuery).data ?? [];
  const take = useStore(dataDrops, (state) => state.take);
  const [model, setModel] = useState<DroppedModel | null>(null);

  const openProject = (dropped: Extract<Dropped, { kind: 'project' }>) => {
    const name = uniqueName(
      baseName(dropped.path, '.strata'),
      projects.map((project) => project.name),
    );
    const opened =
      dropped.text === undefined
        ? engine.projects.importFile({ path: dropped.path, name }).then((project) => project.id)
        : openProjectText(engine, dropped.path, dropped.text, name);
    opened.then(
      (project) => onOpen(project, 'design'),
      (error) => notifyError(`Opening ${baseName(dropped.path)}`, error),
    );
  };
  const onDropped = (dropped: Dropped) => {
    if (isDroppedModel(dropped)) {
      if (model === null) return setModel(dropped);
      return notify({
        tone: 'bad',
        title: `${dropped.name} was not opened`,
        text: `${model.name} is being opened first.`,
      });
    }
    if (dropped.kind === 'project') return openProject(dropped);
    if (take) return take(dropped);
    notify({
      tone: 'bad',
      title: 'Nothing here takes pictures',
      text: 'Drop them on Data to use them in this project, or on Home to build a network for them.',
    });
  };
  return (
    <DropZone
      onDropped={onDropped}
      says={
        take
          ? 'A folder with a folder per class becomes a dataset; a .strata file, or a model of Keras or TensorFlow.js, opens as a project.'
          : 'A model of Keras or TensorFlow.js, or a .strata file, opens as a project of its own. This project stays as it is.'
      }
    >
      <Opening.Provider value={onDropped}>{children}</Opening.Provider>
      {model && (
        <OpenModelDialog
          model={model}
          onClose={() => setModel(null)}
          onOpen={(project) => {
            setModel(null);
            onOpen(project, 'design');
          }}
        />
      )}
    </DropZone>
  );
}
