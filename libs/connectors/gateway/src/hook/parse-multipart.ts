import type { Bundle, Value } from '@ebbflow/connector-sdk';
import { addField } from './add-field.ts';

const MOST_PARTS = 1_000;
const BLANK_LINE = Buffer.from('\r\n\r\n');
const LINE_BREAK = Buffer.from('\r\n');

/**
 * Fields of a `multipart/form-data` body (RFC 7578): text as text, a file as `{ name, mime, data }`. Parts that make no sense are left
 * out. A file is a view into the body, so that large ones are not in memory twice.
 */
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
  let start = findDelimiter(body, delimiter, 0);
  for (let count = 0; start >= 0 && count < MOST_PARTS; count += 1) {
    const from = start + delimiter.length;
    // The last delimiter is followed by two dashes.
    if (body.subarray(from, from + 2).toString('latin1') === '--') return;
    const end = findDelimiter(body, delimiter, from);
    if (end < 0) return;
    const firstLine = body.indexOf(LINE_BREAK, from) + LINE_BREAK.length;
    // The line break before a delimiter belongs to it.
    yield body.subarray(firstLine, Math.max(firstLine, end - LINE_BREAK.length));
    start = end;
  }
}

/** Only at the beginning of a line, and not as the beginning of something longer: a file may hold the same bytes. */
function findDelimiter(body: Buffer, delimiter: Buffer, from: number): number {
  for (let at = body.indexOf(delimiter, from); at >= 0; at = body.indexOf(delimiter, at + 1)) {
    const isLineStart = at === 0 || body.subarray(at - 2, at).equals(LINE_BREAK);
    const after = body.subarray(at + delimiter.length, at + delimiter.length + 2).toString('latin1');
    if (isLineStart && /^(?:--|\r\n|[ \t])/.test(after)) return at;
  }
  return -1;
}

function contentOf(headers: string, content: Buffer): Value {
  const fileName = extendedName(headers) ?? parameterOf(headers, 'filename');
  if (fileName === undefined) return content.toString('utf8');
  const mime = /^content-type:\s*(\S.*?)\s*$/im.exec(headers)?.[1] ?? 'application/octet-stream';
  const data = new Uint8Array(content.buffer, content.byteOffset, content.length);
  return { name: withoutFolders(fileName), mime, data };
}

/** A sender's folders mean nothing here, and must mean nothing to whoever stores the file under its name. */
function withoutFolders(fileName: string): string {
  return fileName.slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
}

/** `filename*=UTF-8''na%C3%AFve.txt` (RFC 8187), which wins over the plain one. */
function extendedName(headers: string): string | undefined {
  const encoded = /[;\s]filename\*=utf-8'[^']*'([^;\s]+)/i.exec(headers)?.[1];
  try {
    return encoded === undefined ? undefined : decodeURIComponent(encoded);
  } catch {
    return undefined;
  }
}

function parameterOf(headers: string, name: string): string | undefined {
  const disposition = /^content-disposition:(.*)$/im.exec(headers)?.[1] ?? '';
  // A leading ";" or blank keeps `name` from matching inside `filename`.
  const match = new RegExp(`[;\\s]${name}=(?:"((?:[^"\\\\]|\\\\.)*)"|([^;\\s]+))`, 'i').exec(disposition);
  return match?.[1]?.replaceAll(/\\(.)/g, '$1') ?? match?.[2];
}
