/**
 * Which of these must be picked up to turn the one order into the other: all but the longest run that keeps its order. Both hold the same
 * keys, each once. (Everything behind an insertion has another index, but nobody moved it.)
 */
export function movedKeys(before: readonly string[], after: readonly string[]): ReadonlySet<string> {
  const places = new Map(before.map((key, index) => [key, index]));
  const order = after.map((key) => places.get(key) ?? 0);
  // Patience sorting: `tails[n]` is where the best rising run of n + 1 ends, `links` lead back through it.
  const tails: number[] = [];
  const links: (number | undefined)[] = [];
  for (const [index, place] of order.entries()) {
    let length = tails.findIndex((tail) => (order[tail] ?? 0) >= place);
    if (length === -1) length = tails.length;
    links.push(length === 0 ? undefined : tails[length - 1]);
    tails[length] = index;
  }
  const kept = new Set<number>();
  for (let index = tails.at(-1); index !== undefined; index = links[index]) kept.add(index);
  return new Set(after.filter((_key, index) => !kept.has(index)));
}
