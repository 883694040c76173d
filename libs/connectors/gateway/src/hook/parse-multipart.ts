import type { Bundle, Value } from '@ebbflow/connector-sdk';
import { addField } from './add-field.ts';

const MOST_PARTS = 1_000;
const BLANK_LINE = Buffer.from('\r\n\r\n');

/** Fields of a `multipart/form-data` body (RFC 7578): text as text, a file as `{ name, mime, data }`. Parts that make no sense are left out. */
export function parseMultipart(body: Buffer, parameters: readonly string[]): Bundle {
  const fields: Bundle = {};
  const boundary = /^boundary=(?:"([^"]+)"|(.+))$/i.exec(
    parameters.find((parameter) => /^boundary=/i.test(parameter)) ?? '',
  );
  const delimiter = boundary?.[1] ?? boundary?.[2];
  if (delimiter === undefined) return { value: body.toString('utf8') };
  for (const part of splitParts(body, Buffer.from(`--${delimiter}`))) {
    const headersEnd = part.indexOf(BLANK_LINE);
    if (headersEnd < 0) continue;
    const headers = part.subarray(0, headersEnd).toString('utf8');
    const name = parameterOf(headers, 'name');
    if (name !== undefined) addField(fields, name, contentOf(headers, part.subarray(headersEnd + BLANK_LINE.length)));
  }
  return fields;
}

function* splitParts(body: Buffer, delimiter: Buffer): Generator<Buffer> {
  let start = body.indexOf(delimiter);
  for (let count = 0; start >= 0 && count < MOST_PARTS; count += 1) {
    const from = start + delimiter.length;
    // The last delimiter is followed by two dashes.
    if (body.subarray(from, from + 2).toString('latin1') === '--') return;
    const end = body.indexOf(delimiter, from);
    if (end < 0) return;
    // Around each part stands a line break that belongs to the delimiter.
    yield body.subarray(from + 2, end - 2);
    start = end;
  }
}

function contentOf(headers: string, content: Buffer): Value {
  const fileName = parameterOf(headers, 'filename');
  if (fileName === undefined) return content.toString('utf8');
  const mime = /^content-type:\s*(\S.*?)\s*$/im.exec(headers)?.[1] ?? 'application/octet-stream';
  return { name: fileName, mime, data: new Uint8Array(content) };
}

function parameterOf(headers: string, name: string): string | undefined {
  const disposition = /^content-disposition:(.*)$/im.exec(headers)?.[1] ?? '';
  // A leading ";" or blank keeps `name` from matching inside `filename`.
  const match = new RegExp(`[;\\s]${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]+))`, 'i').exec(disposition);
  return match?.[1]?.replaceAll(/\\(.)/g, '$1') ?? match?.[2];
}
