import { Activity, CircleCheck, CircleX, Clock, Hourglass, type LucideIcon, Pause, Square, ZapOff } from 'lucide-react';
import type { RunState } from '#shared/training/run.ts';
import { Badge, type Tone } from './badge.tsx';
import { Icon } from './icon.tsx';

const LOOK: Record<RunState, { word: string; icon: LucideIcon; tone: Tone }> = {
  queued: { word: 'Queued', icon: Clock, tone: 'neutral' },
  preparing: { word: 'Preparing', icon: Hourglass, tone: 'info' },
  running: { word: 'Running', icon: Activity, tone: 'accent' },
  paused: { word: 'Paused', icon: Pause, tone: 'warn' },
  completed: { word: 'Completed', icon: CircleCheck, tone: 'ok' },
  stopped: { word: 'Stopped', icon: Square, tone: 'neutral' },
  failed: { word: 'Failed', icon: CircleX, tone: 'bad' },
  interrupted: { word: 'Interrupted', icon: ZapOff, tone: 'warn' },
};

export const runStateWord = (state: RunState): string => LOOK[state].word;

export function RunStateBadge({ state }: { state: RunState }) {
  const { word, icon, tone } = LOOK[state];
  return (
    <Badge tone={tone} icon={icon}>
      {word}
    </Badge>
  );
}

const TEXT: Partial<Record<Tone, string>> = {
  ok: 'ok-text',
  warn: 'warn-text',
  bad: 'bad-text',
  accent: 'accent-text',
};

/** State as an icon and a word, for rows of a table. */
export function RunStateText({ state }: { state: RunState }) {
  const { word, icon, tone } = LOOK[state];
  return (
    <span className={`row g6 ${state === 'failed' || state === 'interrupted' ? TEXT[tone] : 't2'}`}>
      <Icon icon={icon} size={13} className={TEXT[tone] ?? 't3'} />
      <span>{word.toLowerCase()}</span>
    </span>
  );
}
