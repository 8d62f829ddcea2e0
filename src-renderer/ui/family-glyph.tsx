import {
  Box,
  ChartNoAxesColumn,
  ChevronsDown,
  Database,
  GitMerge,
  Grid3x3,
  type LucideIcon,
  Repeat,
  ScanEye,
  Shield,
  Target,
  WandSparkles,
} from 'lucide-react';
import type { LayerFamily } from '#shared/layers/definition.ts';
import { Icon } from './icon.tsx';

interface FamilyLook {
  readonly title: string;
  readonly glyph: LucideIcon;
  /** The part of the colour's name: `--f-conv`, `--f-conv-t`, `--f-conv-s`. */
  readonly token: string;
}

/** How each family of layers looks, everywhere; colour never stands without the glyph. */
export const familyLook: Readonly<Record<LayerFamily, FamilyLook>> = {
  data: { title: 'Data', glyph: Database, token: 'data' },
  core: { title: 'Core', glyph: Box, token: 'merge' },
  convolution: { title: 'Convolution', glyph: Grid3x3, token: 'conv' },
  attention: { title: 'Attention', glyph: ScanEye, token: 'attention' },
  recurrent: { title: 'Recurrent', glyph: Repeat, token: 'recurrent' },
  pooling: { title: 'Pooling', glyph: ChevronsDown, token: 'conv' },
  normalization: { title: 'Normalization', glyph: ChartNoAxesColumn, token: 'norm' },
  regularization: { title: 'Regularization', glyph: Shield, token: 'reg' },
  merge: { title: 'Merge', glyph: GitMerge, token: 'merge' },
  augmentation: { title: 'Augmentation', glyph: WandSparkles, token: 'data' },
  head: { title: 'Head', glyph: Target, token: 'head' },
};

const isFamily = (name: string): name is LayerFamily => name in familyLook;

/** The look of a family by name; unknown families look like core layers. */
export const lookOf = (family: string): FamilyLook => familyLook[isFamily(family) ? family : 'core'];

export function FamilyGlyph({ family, size = 'medium' }: { family: string; size?: 'small' | 'medium' | 'large' }) {
  const { glyph, token } = lookOf(family);
  return (
    <span
      className={size === 'medium' ? 'family' : `family ${size}`}
      style={{ background: `var(--f-${token}-s)`, color: `var(--f-${token})` }}
    >
      <Icon icon={glyph} size={size === 'large' ? 16 : size === 'small' ? 12 : 13} />
    </span>
  );
}
