import { LoaderCircle } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { connectionState } from '#renderer/client/connection.ts';
import { Icon } from '#renderer/ui/icon.tsx';

/** A short break is repaired before anybody could read about it. */
const CALM_MS = 700;

/** Says calmly that the engine is away, and what comes next. */
export function ConnectionStrip() {
  const status = useStore(connectionState, (state) => state.status);
  const [late, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    if (status === 'open') return;
    const timer = setTimeout(() => setLate(true), CALM_MS);
    return () => clearTimeout(timer);
  }, [status]);

  if (status === 'open' || !late) return null;
  return (
    <div className="connection" role="status">
      <Icon icon={LoaderCircle} />
      <span>{status === 'connecting' ? 'Connecting to the engine…' : 'Reconnecting… Your work is safe.'}</span>
    </div>
  );
}
