import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const comment = /(\/\/|\/\*)\s*(eslint-disable(?:-next-line|-line)?|@ts-(?:ignore|nocheck|expect-error))\b([^\n]*)/g;

/**
 * Exceptions to the linter or the compiler that nobody could review: for a whole file, or without a reason (`-- because …`). ESLint cannot
 * check this itself, since the comment that switches everything off also switches off the rule that would complain.
 */
export function unexplainedExceptions(root: string, files: readonly string[]): string[] {
  return files.flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(comment)].flatMap(([, , directive = '', rest = '']) => {
      if (directive === 'eslint-disable') return [`${file} switches rules off for the whole file; name the line.`];
      if (directive === '@ts-ignore' || directive === '@ts-nocheck')
        return [`${file} uses ${directive}; use @ts-expect-error.`];
      return /--?\s*\S+\s+\S+/.test(rest) || (directive === '@ts-expect-error' && /\S+\s+\S+/.test(rest))
        ? []
        : [`${file} has ${directive} without a reason after it (-- because …).`];
    }),
  );
}
