import { useQuery } from '@tanstack/react-query';
import { Check, ChevronsUpDown, CircleAlert, CloudOff, LoaderCircle } from 'lucide-react';
import { lazy, Suspense, useMemo } from 'react';
import { useStore } from 'zustand';
import type { GraphSession } from '#renderer/canvas/graph-session.ts';
import { useGraphSession } from '#renderer/canvas/use-graph-session.ts';
import { toAppError } from '#renderer/client/errors.ts';
import { type Focus, type Place, places } from '#renderer/client/place.ts';
import { datasetQuery, projectQuery, projectsQuery, runsQuery } from '#renderer/client/queries.ts';
import { unsaved } from '#renderer/client/unsaved.ts';
import { AfterPaint } from '#renderer/ui/after-paint.tsx';
import { Button } from '#renderer/ui/button.tsx';
import { useCommands } from '#renderer/ui/commands.ts';
import { ErrorStrip } from '#renderer/ui/error-strip.tsx';
import { plural } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Menu, useMenu } from '#renderer/ui/menu.tsx';
import type { DatasetDetail } from '#shared/contract/requests/datasets.ts';
import type { ProjectDetail } from '#shared/contract/requests/projects.ts';
import type { DatasetShape } from '#shared/data/types.ts';
import { ConflictStrip } from './conflict-strip.tsx';
import { DesignPlace } from './design-place.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { PlaceSkeleton } from './place-skeleton.tsx';
import { type PlaceState, PlaceTabs, placeLook } from './place-tabs.tsx';
import { goHome, goToPlace, type Route } from './route.ts';
import { TopBar } from './top-bar.tsx';

const DataPlace = lazy(async () => ({ default: (await import('#renderer/data/data-place.tsx')).DataPlace }));
const TrainPlace = lazy(async () => ({ default: (await import('#renderer/train/train-place.tsx')).TrainPlace }));
const EvaluatePlace = lazy(async () => ({
  default: (await import('#renderer/evaluate/evaluate-place.tsx')).EvaluatePlace,
}));
const RunsPlace = lazy(async () => ({ default: (await import('#renderer/runs/runs-place.tsx')).RunsPlace }));
const ExportPlace = lazy(async () => ({ default: (await import('#renderer/export/export-place.tsx')).ExportPlace }));

const placeView = {
  data: DataPlace,
  train: TrainPlace,
  evaluate: EvaluatePlace,
  runs: RunsPlace,
  export: ExportPlace,
} as const;

interface FrameProps {
  route: Extract<Route, { view: 'project' }>;
  onPalette: () => void;
}

/** What the analysis needs of a dataset, with one identity as long as nothing changes. */
function useDatasetShape(dataset: DatasetDetail | undefined): DatasetShape | null {
  return useMemo(() => (dataset ? { columns: dataset.columns, samples: dataset.splits } : null), [dataset]);
}

/** Loads a project and the data it is bound to, then shows it. */
export function ProjectFrame({ route, onPalette }: FrameProps) {
  const project = useQuery(projectQuery(route.project));
  const dataset = useQuery(datasetQuery(project.data?.dataset?.id ?? null));
  const known = useQuery(projectsQuery).data?.find(({ id }) => id === route.project);
  // What is open stays open while the engine is away; only a project that is gone is closed.
  const isGone = project.error !== null && (!project.data || toAppError(project.error).code === 'NOT_FOUND');
  const waiting = !project.data || (project.data.dataset !== null && dataset.isPending);
  if (project.error && (isGone || waiting)) {
    return (
      <>
        <TopBar title={null} onPalette={onPalette} />
        <main>
          <ErrorStrip
            error={project.error}
            what="Opening the project"
            actions={<Button onClick={goHome}>Go home</Button>}
          />
        </main>
      </>
    );
  }
  const opening = (
    <>
      <TopBar
        title={<span className="project">{known?.name ?? ''}</span>}
        places={<PlaceTabs place={route.place} states={{}} onGo={(place) => goToPlace(route.project, place)} />}
        onPalette={onPalette}
      />
      <PlaceSkeleton place={route.place} />
    </>
  );
  if (waiting) return opening;
  return (
    <AfterPaint instead={opening}>
      <OpenProject project={project.data} dataset={dataset.data} route={route} onPalette={onPalette} />
    </AfterPaint>
  );
}

interface OpenProjectProps extends FrameProps {
  project: ProjectDetail;
  dataset: DatasetDetail | undefined;
}

function OpenProject({ project, dataset, route, onPalette }: OpenProjectProps) {
  const { session, autosave } = useGraphSession(project, useDatasetShape(dataset));
  const runs = useQuery(runsQuery(project.id)).data ?? [];
  const errors = useStore(
    session,
    (state) => state.analysis.problems.filter((problem) => problem.severity === 'error').length,
  );
  const go = (place: Place, focus?: Focus) => {
    // A training reads the stored graph: it has to be this one.
    void (autosave()?.flush() ?? Promise.resolve()).then(() => goToPlace(project.id, place, focus));
  };
  useCommands(
    places.map((place, index) => ({
      id: `place-${place}`,
      title: `Go to ${placeLook[place].title}`,
      group: 'Places',
      keys: `Ctrl ${index + 1}`,
      inFields: true,
      run: () => go(place),
    })),
  );

  const running = runs.find((run) => ['preparing', 'running', 'paused'].includes(run.state));
  const states: Partial<Record<Place, PlaceState>> = {
    data: dataset ? { tag: `v${dataset.versionNumber}` } : { dot: { tone: 'warn', why: 'No data is chosen yet' } },
    design: errors > 0 ? { dot: { tone: 'bad', why: `${plural(errors, 'error')} in the network` } } : {},
    train: running?.progress
      ? { progress: running.progress.step / Math.max(1, running.progress.stepsPerEpoch * running.progress.epochs) }
      : {},
    runs: runs.length > 0 ? { tag: String(runs.length) } : {},
  };
  const Shown = route.place === 'design' ? null : placeView[route.place];
  return (
    <>
      <TopBar
        title={
          <>
            <ProjectSwitch project={project} />
            <SavedState session={session} />
          </>
        }
        places={<PlaceTabs place={route.place} states={states} onGo={go} />}
        onPalette={onPalette}
      />
      <div className="place-view">
        <ConflictStrip project={project} session={session} autosave={autosave} />
        <ErrorBoundary key={route.place} what={placeLook[route.place].title}>
          <AfterPaint instead={<PlaceSkeleton place={route.place} />}>
            {Shown ? (
              <Suspense fallback={<PlaceSkeleton place={route.place} />}>
                <Shown project={project} go={go} focus={route.focus} />
              </Suspense>
            ) : (
              <DesignPlace
                project={project}
                dataset={dataset ?? null}
                session={session}
                flush={async () => autosave()?.flush()}
                go={go}
                focus={route.focus}
              />
            )}
          </AfterPaint>
        </ErrorBoundary>
      </div>
    </>
  );
}

const SAVED = {
  saved: { text: 'Saved', icon: Check },
  unsaved: { text: 'Saving…', icon: LoaderCircle },
  saving: { text: 'Saving…', icon: LoaderCircle },
  failed: { text: 'Not saved yet, trying again', icon: CloudOff },
  conflict: { text: 'Saved elsewhere meanwhile', icon: CircleAlert },
} as const;

function SavedState({ session }: { session: GraphSession }) {
  const graph = useStore(session, (state) => state.save);
  const settings = useStore(unsaved, (state) => state.state);
  // "Saved" is said only where all of it is.
  const save = graph === 'saved' ? settings : graph;
  const { text, icon } = SAVED[save];
  return (
    <span className={save === 'failed' || save === 'conflict' ? 'saved warn-text' : 'saved'} role="status">
      <Icon icon={icon} size={12} />
      <span>{text}</span>
    </span>
  );
}

function ProjectSwitch({ project }: { project: ProjectDetail }) {
  const projects = useQuery(projectsQuery).data ?? [];
  const menu = useMenu();
  return (
    <>
      <button
        type="button"
        className="project"
        aria-haspopup="menu"
        onClick={(event) => menu.openBelow(event.currentTarget)}
      >
        <span className="ellipsis">{project.name}</span>
        <Icon icon={ChevronsUpDown} size={12} />
      </button>
      {menu.at && (
        <Menu
          label="Projects"
          at={menu.at}
          onClose={menu.close}
          entries={[
            ...projects.slice(0, 12).map((other) => ({
              label: other.name,
              run: () => goToPlace(other.id, 'design'),
            })),
            'line',
            { label: 'All projects', kbd: 'Ctrl 0', run: goHome },
          ]}
        />
      )}
    </>
  );
}
