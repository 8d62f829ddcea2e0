import { Ellipsis, FileOutput } from 'lucide-react';
import type { MouseEvent } from 'react';
import { useThumbnails } from '#renderer/client/thumbnails.ts';
import { IconButton } from '#renderer/ui/button.tsx';
import { formatAgo } from '#renderer/ui/format.ts';
import { capital, judgedWords } from '#renderer/ui/judged-words.ts';
import { lifeEntries } from '#renderer/ui/life-entries.ts';
import { Menu, useMenu } from '#renderer/ui/menu.tsx';
import { Thumbnail } from '#renderer/ui/thumbnail.tsx';
import type { DatasetSummary } from '#shared/contract/requests/datasets.ts';
import type { ProjectSummary } from '#shared/contract/requests/projects.ts';
import { judgedBy } from '#shared/training/judged-by.ts';
import { NetworkDrawing } from './network-drawing.tsx';

interface ProjectCardProps {
  project: ProjectSummary;
  dataset: DatasetSummary | null;
  onOpen: () => void;
  onRename: () => void;
  onDuplicate: () => void;
  onSaveFile: () => void;
  onRemove: () => void;
}

/** Three pictures from across the dataset. */
function taste(dataset: DatasetSummary | null): number[] {
  if (dataset?.kind !== 'images' || dataset.samples < 3) return [];
  return [0.05, 0.45, 0.85].map((share) => Math.floor(share * dataset.samples));
}

function LastFigure({ project }: { project: ProjectSummary }) {
  const { lastRun } = project;
  if (!lastRun) return <span className="t3">{project.dataset ? 'not trained yet' : 'no data yet'}</span>;
  const judged = judgedBy({ metrics: lastRun.metrics, config: lastRun });
  if (!judged) {
    return (
      <span className="t3">
        Run {lastRun.number} {lastRun.state}
      </span>
    );
  }
  return (
    <>
      <span className="medium">{capital(judgedWords(judged))}</span> <span className="t3">run {lastRun.number}</span>
    </>
  );
}

export function ProjectCard({
  project,
  dataset,
  onOpen,
  onRename,
  onDuplicate,
  onSaveFile,
  onRemove,
}: ProjectCardProps) {
  const menu = useMenu();
  const indices = taste(dataset);
  const thumbnails = useThumbnails(dataset?.version ?? null, indices);
  const contextMenu = (event: MouseEvent) => {
    event.preventDefault();
    menu.openAt(event.clientX, event.clientY);
  };
  return (
    <article className="project-card" onContextMenu={contextMenu} aria-label={`Project ${project.name}`}>
      <button type="button" className="project-open" onClick={onOpen} aria-label={`Open ${project.name}`}>
        <span className="preview">
          <NetworkDrawing families={project.families} />
          <span className="taste">
            {indices.map((index) => (
              <Thumbnail key={index} src={thumbnails.get(index)} name="" size={30} />
            ))}
          </span>
        </span>
        <span className="body">
          <span className="row">
            <b className="ellipsis name">{project.name}</b>
            <span className="grow" />
            <span className="t3 small nowrap">{formatAgo(project.updatedAt)}</span>
          </span>
          <span className="ellipsis figure-line">
            <LastFigure project={project} />
          </span>
        </span>
      </button>
      <IconButton
        className="project-more"
        icon={Ellipsis}
        size="dense"
        label={`More for ${project.name}`}
        onClick={(event) => menu.openBelow(event.currentTarget)}
      />
      {menu.at && (
        <Menu
          label={project.name}
          at={menu.at}
          onClose={menu.close}
          entries={lifeEntries({
            onRename,
            duplicate: { label: 'Duplicate…', run: onDuplicate },
            onDelete: onRemove,
            keptBecause: ['preparing', 'running', 'paused'].includes(project.lastRun?.state ?? '')
              ? 'stop its run first'
              : undefined,
            more: [{ label: 'Save as a file…', icon: FileOutput, run: onSaveFile }],
          })}
        />
      )}
    </article>
  );
}
