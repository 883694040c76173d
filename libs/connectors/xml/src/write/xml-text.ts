import { isBundle, LONGEST_TEXT, ModuleError, type Bundle, type Value } from '@ebbflow/connector-sdk';

const NAME = /^[\p{L}_][\p{L}\p{N}\p{M}_.-]*(?::[\p{L}_][\p{L}\p{N}\p{M}_.-]*)?$/u;
// Characters XML 1.0 has no way to write, not even as a reference; a half of a surrogate pair is one of them.
const FORBIDDEN = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/**
 * A document with one root: a collection's fields are its elements, an array repeats its element, `_attributes` are the
 * element's attributes and `_value` its text. The inverse of what `xml:ParseXML` gives.
 * @throws ModuleError DataError naming the path of what cannot be written
 */
export function xmlText(fields: Bundle): string {
  const [root, second] = Object.entries(fields).filter(([, value]) => value !== undefined);
  const value = root?.[1];
  if (root === undefined || second !== undefined || (Array.isArray(value) && value.length !== 1)) {
    throw new ModuleError('DataError', 'An XML document needs exactly one field at its top: the root element.');
  }
  const pieces = ['<?xml version="1.0" encoding="UTF-8"?>\n'];
  writeElement(root[0], value, root[0], pieces);
  const xml = pieces.join('');
  if (xml.length > LONGEST_TEXT) {
    throw new ModuleError('DataError', `The document is longer than ${String(LONGEST_TEXT)} characters.`);
  }
  return xml;
}

function writeElement(name: string, value: Value, path: string, pieces: string[]): void {
  if (Array.isArray(value)) {
    value.forEach((item, index) => writeElement(name, item, `${path}[${String(index + 1)}]`, pieces));
    return;
  }
  requireName(name, path);
  if (!isBundle(value)) {
    const text = scalarText(value, path);
    pieces.push(text === '' ? `<${name}/>` : `<${name}>${text}</${name}>`);
    return;
  }
  const { _attributes: attributes, _value: text, ...children } = value;
  pieces.push(`<${name}${isBundle(attributes) ? attributesText(attributes, path) : ''}>`);
  if (text !== undefined) pieces.push(scalarText(text, `${path}._value`));
  for (const [childName, child] of Object.entries(children)) {
    if (child !== undefined) writeElement(childName, child, `${path}.${childName}`, pieces);
  }
  pieces.push(`</${name}>`);
}

function attributesText(attributes: Bundle, path: string): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== undefined && value !== null)
    .map(([name, value]) => {
      const attributePath = `${path}._attributes.${name}`;
      requireName(name, attributePath);
      return ` ${name}="${scalarText(value, attributePath).replaceAll('\n', '&#10;')}"`;
    })
    .join('');
}

function requireName(name: string, path: string): void {
  if (!NAME.test(name))
    throw new ModuleError('DataError', `"${path}" cannot be the name of an XML element or attribute.`);
}

function scalarText(value: Value, path: string): string {
  if (value === undefined || value === null) return '';
  if (isBundle(value) || Array.isArray(value)) throw new ModuleError('DataError', `The field "${path}" must be text.`);
  if (value instanceof Date && Number.isNaN(value.getTime())) {
    throw new ModuleError('DataError', `The field "${path}" holds an invalid date.`);
  }
  const text =
    value instanceof Date
      ? value.toISOString()
      : value instanceof Uint8Array
        ? Buffer.from(value).toString('base64')
        : String(value);
  if (FORBIDDEN.test(text)) {
    throw new ModuleError('DataError', `The field "${path}" has a control character, which XML cannot hold.`);
  }
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character] ?? character);
}
