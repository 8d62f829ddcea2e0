import { LoaderCircle, PlugZap } from 'lucide-react';
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

  if (status === 'refused') {
    return (
      <div className="connection bad" role="alert">
        <Icon icon={PlugZap} />
        <span>
          The engine did not accept this page’s key. Open the address that <b>strata serve</b> printed last.
        </span>
      </div>
    );
  }
  if (status === 'open' || !late) return null;
  return (
    <div className="connection" role="status">
      <Icon icon={LoaderCircle} />
      <span>{status === 'connecting' ? 'Connecting to the engine…' : 'Reconnecting… Your work is safe.'}</span>
    </div>
  );
}
