/** Sorts things into the groups that they lie in; those in none are left out. */
export function membersByGroup<Thing>(
  things: Iterable<Thing>,
  groupOf: (thing: Thing) => string | undefined,
): Map<string, Thing[]> {
  const members = new Map<string, Thing[]>();
  for (const thing of things) {
    const group = groupOf(thing);
    if (group === undefined) continue;
    const own = members.get(group);
    if (own) own.push(thing);
    else members.set(group, [thing]);
  }
  return members;
}
