import { DEEPEST_NESTING, ModuleError } from '@ebbflow/connector-sdk';
import { XMLParser } from 'fast-xml-parser';
import { SyntaxValidator } from 'fast-xml-validator';

/**
 * A node as the parser gives it: `{ '<name': children, ':@': { '@name': text } }`, or one of the two texts. The marks before
 * names keep them apart from the parser's own keys, and from those of JavaScript's objects, which it would refuse.
 */
export type XmlNode = { readonly [name: string]: readonly XmlNode[] | Readonly<Record<string, string>> | string };

export const TEXT = '#text';
export const CDATA = '#cdata';
export const ATTRIBUTES = ':@';

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  // The parser calls it twice for an element that closes itself.
  transformTagName: (name) => (name.startsWith('<') ? name : `<${name}`),
  textNodeName: TEXT,
  cdataPropName: CDATA,
  parseTagValue: false,
  parseAttributeValue: false,
  trimValues: false,
  processEntities: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: DEEPEST_NESTING,
});

/**
 * The one root element of a document, in document order. Well-formedness is checked first: the parser itself would mend what
 * is broken, and give something else on than was sent.
 * @throws ModuleError DataError with line and column; never quoting the document
 */
export function readXml(xml: string): XmlNode {
  const text = xml.replace(/^\uFEFF/, '').trim();
  const prolog = text.slice(0, Math.max(0, text.search(/<[\p{L}_]/u)));
  if (prolog.includes('<!ENTITY')) throw fault('declares entities of its own, which are not expanded here');
  requireWellFormed(text);
  const elements = parse(text).filter((node) => !(TEXT in node) && !(CDATA in node));
  const [root, second] = elements;
  if (root === undefined || second !== undefined) throw fault('must have exactly one root element');
  return root;
}

function requireWellFormed(text: string): void {
  try {
    SyntaxValidator.validate(text);
  } catch (error) {
    const { line, col } = error as { line?: unknown; col?: unknown };
    const where =
      typeof line === 'number' && typeof col === 'number' ? ` at line ${String(line)}, column ${String(col)}` : '';
    throw fault(`is not well-formed XML${where}`);
  }
}

function parse(text: string): readonly XmlNode[] {
  try {
    return parser.parse(text) as readonly XmlNode[];
  } catch {
    throw fault(`is nested deeper than ${String(DEEPEST_NESTING)} levels, or cannot be read`);
  }
}

/** Says where the document is wrong, never what is in it. */
export function fault(what: string): ModuleError {
  return new ModuleError('DataError', `The field "xml" ${what}.`);
}
