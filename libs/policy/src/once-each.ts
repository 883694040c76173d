import type { z } from 'zod';

/** For a list in which each of these ids stands exactly once; the fault is put on the entry that is too many. */
export function onceEach<Id extends string>(what: string, ids: readonly Id[]) {
  return (entries: readonly { readonly id: Id }[], context: z.RefinementCtx): void => {
    const seen = new Set<Id>();
    for (const [index, { id }] of entries.entries()) {
      if (seen.has(id))
        context.addIssue({ code: 'custom', path: [index, 'id'], message: `the ${what} ${id} is there twice.` });
      seen.add(id);
    }
    for (const id of ids.filter((known) => !seen.has(known)))
      context.addIssue({ code: 'custom', path: [], message: `the ${what} ${id} is missing.` });
  };
}
