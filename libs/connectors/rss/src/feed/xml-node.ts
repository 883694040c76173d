import { ModuleError } from '@ebbflow/connector-sdk';
import { XMLParser } from 'fast-xml-parser';

/** Attributes are under `@name`, text under `#text`; an element that is repeated is a list. */
export type XmlNode = { readonly [name: string]: XmlValue };
type XmlValue = string | XmlNode | readonly (string | XmlNode)[];

const options = {
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  // Own entities are refused below; the five of XML itself never make a text longer, however many there are.
  processEntities: { enabled: true, maxTotalExpansions: Infinity, maxExpandedLength: Infinity, maxEntityCount: 0 },
  // Of HTML too: feeds are written as if they were pages. Numeric references are read with these alone.
  htmlEntities: true,
  ignoreDeclaration: true,
  ignorePiTags: true,
  maxNestedTags: 64,
};
// Atom may hold markup as markup; it is kept as it stands there.
const parser = new XMLParser({
  ...options,
  stopNodes: ['feed.entry.title', 'feed.entry.summary', 'feed.entry.content'],
});
const inner = new XMLParser(options);

/** @throws ModuleError DataError: no XML, or XML that declares entities of its own (how small files become large ones) */
export function parseXml(text: string): XmlNode {
  if (/<!ENTITY/i.test(text))
    throw new ModuleError('DataError', 'The feed declares entities of its own, which is not allowed.');
  try {
    return asNode(parser.parse(text) as XmlValue) ?? {};
  } catch (cause) {
    throw new ModuleError('DataError', 'What the address answers is no feed: it is not valid XML.', { cause });
  }
}

/** Text of an element that was kept as it stands: escapes and CDATA undone. */
export function unescapeText(raw: string): string {
  return textOf(asNode(inner.parse(`<x>${raw}</x>`) as XmlValue)?.['x']) ?? '';
}

export function childrenOf(node: XmlNode, name: string): readonly (string | XmlNode)[] {
  const value = node[name];
  if (value === undefined) return [];
  return isList(value) ? value : [value];
}

export function nodesOf(node: XmlNode, name: string): readonly XmlNode[] {
  return childrenOf(node, name).flatMap((child) => (typeof child === 'string' ? [] : [child]));
}

/** Text of the first such element that has any; undefined for none. */
export function childText(node: XmlNode, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    for (const child of childrenOf(node, name)) {
      const text = textOf(child);
      if (text !== undefined) return text;
    }
  }
  return undefined;
}

export function attribute(node: XmlNode, name: string): string | undefined {
  const value = node[`@${name}`];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function asNode(value: XmlValue | undefined): XmlNode | undefined {
  return typeof value === 'object' && !isList(value) ? value : undefined;
}

function textOf(value: XmlValue | undefined): string | undefined {
  const text = typeof value === 'string' ? value : asNode(value)?.['#text'];
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : undefined;
}

function isList(value: XmlValue): value is readonly (string | XmlNode)[] {
  return Array.isArray(value);
}
