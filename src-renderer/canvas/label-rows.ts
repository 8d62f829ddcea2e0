/** Names of ports that fit beside each other on a card. */
export const MOST_BESIDE = 3;

/** Width of a letter of a label at 11 px, rather more than less, and of what is around the text. */
const LETTER = 6;
const AROUND = 12;

/** For the name of each port, centred on its `x`: in which row outside the card it stands, so that none covers another. */
export function labelRows(labels: readonly { readonly name: string; readonly x: number }[]): number[] {
  const ends: number[] = [];
  return labels.map(({ name, x }) => {
    const half = (name.length * LETTER + AROUND) / 2;
    const free = ends.findIndex((end) => end <= x - half);
    const row = free === -1 ? ends.length : free;
    ends[row] = x + half;
    return row;
  });
}
