import { ChevronsDownUp, ChevronsUpDown, Copy, Group, Link2, Snowflake, Trash2, Ungroup, Unlink } from 'lucide-react';
import { useStore } from 'zustand';
import { Menu, type MenuEntry } from '#renderer/ui/menu.tsx';
import type { GraphSession } from './graph-session.ts';
import {
  foldGroup,
  freezeSelected,
  groupSelected,
  selectedGroups,
  selectedLayers,
  shareSelected,
  ungroupSelected,
  unlinkSelected,
} from './group-edits.ts';
import { duplicateSelected, removeSelected } from './selection-edits.ts';

interface CanvasMenuProps {
  session: GraphSession;
  at: { readonly left: number; readonly top: number };
  onClose: () => void;
}

/** What can be done with what is selected. */
export function CanvasMenu({ session, at, onClose }: CanvasMenuProps) {
  const graph = useStore(session, (state) => state.graph);
  const selection = useStore(session, (state) => state.selection);
  const groups = selectedGroups(graph, selection);
  const layers = selectedLayers(graph, selection);
  const nodes = graph.nodes.filter(({ id }) => layers.includes(id));
  const [group] = groups;
  const inGroup = groups.length > 0 || nodes.some((node) => node.group !== undefined);
  const isFrozen = nodes.length > 0 && nodes.every((node) => node.frozen);
  const isShared = nodes.some((node) => node.shares !== undefined);
  const then = (run: () => void) => () => {
    onClose();
    run();
  };
  const entries: MenuEntry[] = [
    ...(group
      ? [
          {
            label: group.collapsed ? 'Open the group' : 'Fold the group',
            icon: group.collapsed ? ChevronsUpDown : ChevronsDownUp,
            kbd: 'Enter',
            run: then(() => foldGroup(session, group.id, !group.collapsed)),
          },
        ]
      : []),
    { label: 'Group', icon: Group, kbd: 'Ctrl G', run: then(() => groupSelected(session)) },
    {
      label: 'Ungroup',
      icon: Ungroup,
      kbd: 'Ctrl Shift G',
      why: inGroup ? undefined : 'it lies in no group',
      run: then(() => ungroupSelected(session)),
    },
    'line',
    {
      label: isFrozen ? 'Let learn' : 'Freeze',
      icon: Snowflake,
      kbd: 'Shift F',
      run: then(() => freezeSelected(session)),
    },
    {
      label: 'Use this layer again',
      icon: Link2,
      why: layers.length === 1 && !group ? undefined : 'select one layer for that',
      run: then(() => shareSelected(session)),
    },
    {
      label: 'Give it weights of its own',
      icon: Unlink,
      why: isShared ? undefined : 'it has its own',
      run: then(() => unlinkSelected(session)),
    },
    'line',
    { label: 'Duplicate', icon: Copy, kbd: 'Ctrl D', run: then(() => duplicateSelected(session)) },
    { label: 'Delete', icon: Trash2, kbd: 'Delete', danger: true, run: then(() => removeSelected(session)) },
  ];
  return <Menu label="Layer" entries={entries} at={at} onClose={onClose} />;
}
