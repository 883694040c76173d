/** Whether lists and objects are nested in more than so many levels. Walks without recursion: the depth is what is in doubt. */
export function isDeeperThan(levels: number, value: unknown): boolean {
  let level = [value];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > levels) return true;
    const below: unknown[] = [];
    for (const item of level)
      if (typeof item === 'object' && item !== null) for (const part of Object.values(item)) below.push(part);
    level = below;
  }
  return false;
}
