import { useQuery } from '@tanstack/react-query';
import { Plus, Search } from 'lucide-react';
import { useState } from 'react';
import { useDataDrops } from '#renderer/client/data-drops.ts';
import { desktop } from '#renderer/client/desktop.ts';
import type { DroppedData } from '#renderer/client/dropped.ts';
import type { Focus, Place } from '#renderer/client/place.ts';
import { saveProjectFile } from '#renderer/client/project-file.ts';
import {
  bundledQuery,
  datasetsQuery,
  doctorQuery,
  projectsQuery,
  runsQuery,
  templatesQuery,
} from '#renderer/client/queries.ts';
import { uniqueName } from '#renderer/client/unique-name.ts';
import { useEngine } from '#renderer/client/use-engine.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { useCommands } from '#renderer/ui/commands.ts';
import { DropTarget } from '#renderer/ui/drop-target.tsx';
import { Empty } from '#renderer/ui/empty.tsx';
import { ErrorStrip, NoteStrip } from '#renderer/ui/error-strip.tsx';
import { TextField } from '#renderer/ui/fields.tsx';
import { ImportDialog, type ImportDialogProps } from '#renderer/ui/import-dialog.tsx';
import { rankByWords } from '#renderer/ui/match-words.ts';
import { NameDialog } from '#renderer/ui/name-dialog.tsx';
import { moveToTrash } from '#renderer/ui/to-trash.ts';
import { notify, notifyError } from '#renderer/ui/toast.tsx';
import { UnfinishedImports } from '#renderer/ui/unfinished-imports.tsx';
import type { ProjectSummary } from '#shared/contract/requests/projects.ts';
import { ContinueCard } from './continue-card.tsx';
import { DatasetList } from './dataset-list.tsx';
import { HomeNav, type ThemeControl } from './home-nav.tsx';
import { InterruptedRun } from './interrupted-run.tsx';
import { leftStopped } from './left-stopped.ts';
import { NewProjectDialog } from './new-project-dialog.tsx';
import { ProjectCard } from './project-card.tsx';
import { SampleList } from './sample-list.tsx';
import { TemplateList } from './template-list.tsx';
import { useOpening } from './window-drops.tsx';
import './home.css';

interface HomeProps {
  onOpen: (project: string, place: Place, focus?: Focus) => void;
  onTrash: () => void;
  theme: ThemeControl;
}

type Open =
  | { readonly kind: 'new'; readonly template: string | null }
  | { readonly kind: 'import'; readonly source: DroppedData }
  | { readonly kind: 'rename' | 'duplicate'; readonly project: ProjectSummary };

/** Projects, a place to drop anything, templates and samples; an interrupted run stands above all. */
export function Home({ onOpen, onTrash, theme }: HomeProps) {
  const engine = useEngine();
  const projects = useQuery(projectsQuery);
  const datasets = useQuery(datasetsQuery).data ?? [];
  const templates = useQuery(templatesQuery).data ?? [];
  const bundled = useQuery(bundledQuery).data ?? [];
  const runs = useQuery(runsQuery(null)).data ?? [];
  const doctor = useQuery(doctorQuery).data;
  // Whoever looks at this in the desktop window has one.
  const problems = (doctor?.problems ?? []).filter(({ code }) => !(desktop && code === 'ELECTRON_MISSING'));
  const [open, setOpen] = useState<Open | null>(null);
  const [filter, setFilter] = useState('');
  const [left, setLeft] = useState(leftStopped.read);
  const close = () => setOpen(null);

  const newProject = () => setOpen({ kind: 'new', template: 'cnn' });
  useCommands([{ id: 'new-project', title: 'New project', group: 'Home', keys: 'N', run: newProject }]);

  const taken = (projects.data ?? []).map((project) => project.name);
  const shown = rankByWords(projects.data ?? [], filter, (project) => project.name);
  const latest = projects.data?.reduce<ProjectSummary | null>(
    (newest, project) => (newest && newest.updatedAt > project.updatedAt ? newest : project),
    null,
  );
  const interrupted = runs.find((run) => run.state === 'interrupted' && !left.includes(run.id));

  const buildFor: ImportDialogProps['next'] = {
    label: 'Build a network for it',
    run: async ({ dataset, name }) => {
      const project = await engine.projects.create({ name: uniqueName(name, taken), template: 'cnn', dataset });
      onOpen(project.id, 'design');
    },
  };
  useDataDrops((source) => setOpen({ kind: 'import', source }));
  const openChosen = useOpening();

  // On the first launch the shortest way to a trained model stands at the top.
  const isFirst = projects.data?.length === 0 && !interrupted;
  const samples = (
    <section id="samples">
      <div className="row home-head small-head">
        <h2>{isFirst ? 'Train a sample now' : 'Or train a sample now'}</h2>
        <span className="t3">one click</span>
      </div>
      <SampleList onOpen={onOpen} />
    </section>
  );
  return (
    <>
      <main className="home">
        <HomeNav
          theme={theme}
          onTrash={onTrash}
          sections={[
            { id: 'projects', title: 'Projects', count: taken.length },
            { id: 'datasets', title: 'Datasets', count: datasets.length },
            { id: 'templates', title: 'Templates', count: templates.length },
            { id: 'samples', title: 'Samples', count: bundled.length },
          ]}
        />
        <div className="home-content">
          {problems.map((problem) => (
            <NoteStrip key={problem.code} tone="warn">
              <b>{problem.message}</b> {problem.remedy}
            </NoteStrip>
          ))}
          <UnfinishedImports next={buildFor} />
          <div className="home-first">
            {interrupted && (
              <InterruptedRun
                run={interrupted}
                onOpen={onOpen}
                onLeave={() => setLeft(leftStopped.add(interrupted.id))}
              />
            )}
            {!interrupted && latest && <ContinueCard project={latest} onOpen={onOpen} />}
            <DropTarget onDropped={openChosen} />
            {isFirst && samples}
          </div>

          <section id="projects">
            <div className="row home-head">
              <h1>Projects</h1>
              <span className="t3">{taken.length}</span>
              <span className="grow" />
              {taken.length > 4 && (
                <TextField
                  label="Filter projects"
                  hideLabel
                  icon={Search}
                  placeholder="Filter projects"
                  value={filter}
                  onChange={setFilter}
                />
              )}
              <Button variant="primary" icon={Plus} kbd="N" onClick={newProject}>
                New project
              </Button>
            </div>
            {projects.error && <ErrorStrip error={projects.error} what="Reading your projects" />}
            {projects.data?.length === 0 && (
              <div className="card">
                <Empty title="Nothing here yet">
                  Drop a folder of pictures anywhere on this window, or press Train on a sample: it is learning a few
                  seconds later.
                </Empty>
              </div>
            )}
            <div className="project-grid">
              {shown.map((project) => (
                <ProjectCard
                  key={project.id}
                  project={project}
                  dataset={datasets.find((dataset) => dataset.id === project.dataset?.id) ?? null}
                  onOpen={() => onOpen(project.id, 'design')}
                  onRename={() => setOpen({ kind: 'rename', project })}
                  onDuplicate={() => setOpen({ kind: 'duplicate', project })}
                  onSaveFile={() =>
                    saveProjectFile(engine, project.id).then(
                      (file) => file && notify({ tone: 'ok', title: `${project.name} is saved as ${file}` }),
                      (error) => notifyError(`Saving ${project.name}`, error),
                    )
                  }
                  onRemove={() =>
                    moveToTrash(engine, { kind: 'project', id: project.id, title: project.name }, () =>
                      engine.projects.remove({ project: project.id }),
                    )
                  }
                />
              ))}
            </div>
          </section>

          {datasets.length > 0 && <DatasetList datasets={datasets} projects={projects.data ?? []} />}

          <div className={isFirst ? 'home-last alone' : 'home-last'}>
            <section id="templates">
              <div className="row home-head small-head">
                <h2>Start from a template</h2>
                <span className="t3">each opens without a problem; those for images have a sample to try them on</span>
              </div>
              <TemplateList templates={templates} onChoose={(template) => setOpen({ kind: 'new', template })} />
            </section>
            {!isFirst && samples}
          </div>
        </div>
      </main>

      {open?.kind === 'new' && (
        <NewProjectDialog template={open.template} onClose={close} onCreated={(project) => onOpen(project, 'design')} />
      )}
      {open?.kind === 'import' && <ImportDialog source={open.source} onClose={close} next={buildFor} />}
      {open?.kind === 'rename' && (
        <NameDialog
          title="Rename project"
          action="Rename"
          initial={open.project.name}
          onClose={close}
          onDone={(name) => engine.projects.rename({ project: open.project.id, name })}
        />
      )}
      {open?.kind === 'duplicate' && (
        <NameDialog
          title="Duplicate project"
          action="Duplicate"
          initial={uniqueName(`${open.project.name} copy`, taken)}
          onClose={close}
          onDone={async (name) => {
            await engine.projects.duplicate({ project: open.project.id, name });
            notify({ tone: 'ok', title: `${name} is a copy of ${open.project.name}` });
          }}
        />
      )}
    </>
  );
}
