/**
 * Those entries whose text contains every typed word, best first: the word that the text begins with, words that begin
 * the text, then words that begin a word of it, then words inside; the given order decides ties.
 */
export function rankByWords<Entry>(
  entries: readonly Entry[],
  typed: string,
  textOf: (entry: Entry) => string,
): Entry[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [...entries];
  const scored: { entry: Entry; score: number }[] = [];
  for (const entry of entries) {
    const text = textOf(entry).toLowerCase();
    let score = 0;
    for (const word of words) {
      const at = text.indexOf(word);
      if (at < 0) {
        score = Number.NaN;
        break;
      }
      const isWhole = !/[a-z0-9]/.test(text[at + word.length] ?? '');
      score += at === 0 ? (isWhole ? 0 : 1) : /[^a-z0-9]/.test(text[at - 1] ?? '') ? 2 : 3;
    }
    if (!Number.isNaN(score)) scored.push({ entry, score });
  }
  return scored.sort((a, b) => a.score - b.score).map(({ entry }) => entry);
}
