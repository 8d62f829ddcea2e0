const FIRST = 3;
const COUNT = 6;

/** The token of a class or a run in a comparison: from the third on, so that it never looks like a split. */
export const seriesToken = (position: number): string => `--c-${FIRST + (position % COUNT)}`;

export const seriesColor = (position: number): string => `var(${seriesToken(position)})`;
