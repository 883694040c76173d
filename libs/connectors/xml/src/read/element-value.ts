import type { Bundle, Value } from '@ebbflow/connector-sdk';
import { decodeReferences } from './decode-references.ts';
import { ATTRIBUTES, CDATA, fault, TEXT, type XmlNode } from './read-xml.ts';

interface ReadOptions {
  /** Text that is written exactly as a number is a number. */
  readonly readsNumbers: boolean;
}

/**
 * An element as Make gives it: text where it has nothing but text; else a collection with `_attributes`, `_value` for its
 * text, and each child under its name as an array, even when there is only one.
 * @throws ModuleError DataError for the name `__proto__`
 */
export function elementValue(node: XmlNode, options: ReadOptions): Value {
  const children = (node[elementKey(node) ?? ''] ?? []) as readonly XmlNode[];
  const attributes = Object.entries((node[ATTRIBUTES] ?? {}) as Readonly<Record<string, string>>);
  const text = textOf(children);
  const value = text.trim() === '' ? '' : scalar(text, options);
  const elements = children.filter((child) => elementKey(child) !== undefined);
  if (attributes.length === 0 && elements.length === 0) return value;
  const bundle: Bundle = {};
  if (attributes.length > 0) {
    bundle['_attributes'] = Object.fromEntries(
      attributes.map(([key, written]) => [fieldName(key), decodeReferences(written)]),
    );
  }
  if (value !== '') bundle['_value'] = value;
  for (const child of elements) {
    const name = elementName(child);
    const siblings = Object.hasOwn(bundle, name) ? bundle[name] : undefined;
    const childValue = elementValue(child, options);
    if (Array.isArray(siblings)) siblings.push(childValue);
    else bundle[name] = [childValue];
  }
  return bundle;
}

export function elementName(node: XmlNode): string {
  return fieldName(elementKey(node) ?? '');
}

function elementKey(node: XmlNode): string | undefined {
  return Object.keys(node).find((key) => key.startsWith('<'));
}

/** Without the mark before it. */
function fieldName(key: string): string {
  const name = key.slice(1);
  if (name === '__proto__') throw fault('has the name "__proto__" in it, which cannot be a field\'s name');
  return name;
}

function textOf(children: readonly XmlNode[]): string {
  return children
    .map((child) => {
      const text = child[TEXT];
      if (typeof text === 'string') return decodeReferences(text);
      const cdata = child[CDATA];
      const inner = Array.isArray(cdata) ? (cdata as readonly XmlNode[])[0]?.[TEXT] : undefined;
      return typeof inner === 'string' ? inner : '';
    })
    .join('');
}

/** Only what is written back the same way: a postal code `01234` and a price `1.50` stay text. */
function scalar(text: string, { readsNumbers }: ReadOptions): string | number {
  const trimmed = text.trim();
  const number = Number(trimmed);
  return readsNumbers && Number.isFinite(number) && String(number) === trimmed ? number : text;
}
