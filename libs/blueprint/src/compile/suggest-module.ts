import { BUILTIN_MODULES } from '../builtin-modules.ts';

/**
 * The module that a name nobody knows was probably meant to be: the same in other letters (`gateway:CustomWebhook`), else the
 * only one of that name in another app (`tools:TextAggregator`).
 */
export function suggestModule(name: string, known: Iterable<string>): string | undefined {
  const names = [...new Set([...BUILTIN_MODULES, ...known])];
  const wanted = name.toLowerCase();
  const same = names.find((candidate) => candidate.toLowerCase() === wanted);
  if (same !== undefined) return same;
  const own = ownName(wanted);
  const others = names.filter((candidate) => ownName(candidate.toLowerCase()) === own);
  return own === '' || others.length !== 1 ? undefined : others[0];
}

function ownName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
