import type { LucideIcon } from 'lucide-react';

/** A Lucide icon in the window's weight; decoration only, the text beside it carries the meaning. */
export function Icon({
  icon: Glyph,
  size = 14,
  className,
}: {
  icon: LucideIcon;
  size?: number | undefined;
  className?: string;
}) {
  return <Glyph size={size} strokeWidth={1.75} aria-hidden className={className} />;
}
