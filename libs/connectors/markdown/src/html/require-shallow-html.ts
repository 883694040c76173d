import { ModuleError } from '@ebbflow/connector-sdk';
import { Parser } from 'htmlparser2';

/** The converter calls itself for each level, and looks at all levels above for some. */
const DEEPEST = 200;

/** @throws ModuleError DataError when elements are nested deeper than 200 */
export function requireShallowHtml(html: string, field: string): void {
  let depth = 0;
  let deepest = 0;
  const parser = new Parser({
    onopentag: () => {
      depth += 1;
      deepest = Math.max(deepest, depth);
    },
    onclosetag: () => {
      depth -= 1;
    },
  });
  parser.end(html);
  if (deepest > DEEPEST) {
    throw new ModuleError('DataError', `The field "${field}" has elements nested deeper than ${String(DEEPEST)}.`);
  }
}
