import { type Clip, clipFromText, clipToText } from '#shared/graph/copy.ts';

/** What was copied last in this window: reading the system's clipboard needs a permission that we never ask for. */
let last: Clip | null = null;

/** Copies layers here and, as text, to the system, so that another window can paste them. */
export function putClip(clip: Clip): void {
  last = clip;
  void navigator.clipboard?.writeText(clipToText(clip)).catch(() => {
    // Not allowed here: pasting in this window still works.
  });
}

/** The layers in a pasted text, or those copied last in this window. */
export const takeClip = (text: string | null): Clip | null => (text === null ? last : (clipFromText(text) ?? last));
