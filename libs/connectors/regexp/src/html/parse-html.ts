import { ModuleError } from '@ebbflow/connector-sdk';
import { parseDocument } from 'htmlparser2';

type Document = ReturnType<typeof parseDocument>;
type Node = Document['children'][number];

const DEEPEST = 1_000;

/**
 * The tree of an HTML text. Markup never fails to parse, but nesting without end would end the process of whoever walks it.
 * @throws ModuleError DataError when elements are nested deeper than 1 000
 */
export function parseHtml(html: string, field: string): Document {
  const document = parseDocument(html);
  let level: readonly Node[] = document.children;
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > DEEPEST) {
      throw new ModuleError('DataError', `The field "${field}" has elements nested deeper than ${String(DEEPEST)}.`);
    }
    level = level.flatMap((node) => ('children' in node ? node.children : []));
  }
  return document;
}
