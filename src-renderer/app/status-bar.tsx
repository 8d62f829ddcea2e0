import { useQuery } from '@tanstack/react-query';
import { Cpu, HardDrive, Keyboard, Loader, MemoryStick, WifiOff } from 'lucide-react';
import { useStore } from 'zustand';
import { machineStatus } from '#renderer/client/machine-status.ts';
import { runsQuery } from '#renderer/client/queries.ts';
import { useEngine } from '#renderer/client/use-engine.tsx';
import { useEvents } from '#renderer/client/use-events.ts';
import { formatBytes, formatEta } from '#renderer/ui/format.ts';
import { Icon } from '#renderer/ui/icon.tsx';
import { Kbd } from '#renderer/ui/kbd.tsx';
import type { RunSummary } from '#shared/contract/requests/runs.ts';
import { goToPlace } from './route.ts';

function RunningJob({ run }: { run: RunSummary }) {
  const { progress } = run;
  const eta = progress?.etaSeconds;
  return (
    <button
      type="button"
      className="status-job"
      onClick={() => goToPlace(run.project.id, 'train', { run: run.id })}
      data-tip="Go to this run"
    >
      <Icon icon={Loader} size={12} />
      <span>
        {run.project.name}, run {run.number}: {run.state}
        {progress && `, epoch ${progress.epoch} of ${progress.epochs}`}
        {eta !== null && eta !== undefined && run.state === 'running' && `, ${formatEta(eta)}`}
      </span>
    </button>
  );
}

/** Device, memory, disk, the one job that runs, and the promise that nothing leaves the machine. */
export function StatusBar({ onShortcuts }: { onShortcuts: () => void }) {
  const engine = useEngine();
  const machine = useStore(machineStatus, (state) => state.machine);
  const runs = useQuery(runsQuery(null));
  useEvents(
    'status',
    (signal) => engine.system.status(undefined, { signal }),
    (machine) => machineStatus.setState({ machine }),
  );
  const running = runs.data?.find((run) => ['preparing', 'running', 'paused'].includes(run.state));
  const queued = runs.data?.filter((run) => run.state === 'queued').length ?? 0;
  return (
    <footer className="status">
      {machine && (
        <>
          <span className="row g4">
            <Icon icon={Cpu} size={12} />
            <span>{machine.device === 'cuda' ? 'GPU' : `CPU, ${machine.threads} threads`}</span>
          </span>
          <span className="row g4" data-tip="Memory in use on this machine">
            <Icon icon={MemoryStick} size={12} />
            <span>
              {formatBytes(machine.memoryUsedBytes)} of {formatBytes(machine.memoryBytes)}
            </span>
          </span>
          {machine.diskFreeBytes !== null && (
            <span className="row g4">
              <Icon icon={HardDrive} size={12} />
              <span>{formatBytes(machine.diskFreeBytes)} free</span>
            </span>
          )}
        </>
      )}
      {running && <RunningJob run={running} />}
      {queued > 0 && <span>{queued} waiting</span>}
      <span className="grow" />
      <button type="button" className="status-job" onClick={onShortcuts}>
        <Icon icon={Keyboard} size={12} />
        <span>All shortcuts</span>
        <Kbd>?</Kbd>
      </button>
      <span className="row g4">
        <Icon icon={WifiOff} size={12} />
        <span>Works offline, nothing leaves this machine</span>
      </span>
    </footer>
  );
}
