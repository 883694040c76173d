import { createHash } from 'node:crypto';
import { isBundle } from '@ebbflow/connector-sdk';
import { textOf } from './read-fields.ts';
import type { FormField, RequestBody } from './request-plan.ts';

export function urlEncodedBody(fields: readonly FormField[]): RequestBody {
  const form = new URLSearchParams();
  for (const { name, value } of fields) form.append(name, textOf(value));
  return { contentType: 'application/x-www-form-urlencoded', bytes: Buffer.from(form.toString()) };
}

/** `multipart/form-data` (RFC 7578). The boundary comes from the content, so that a repetition of the step sends the same bytes. */
export function multipartBody(fields: readonly FormField[]): RequestBody {
  const parts = fields.map(partOf);
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part.head).update(part.content);
  const boundary = `ebbflow-${hash.digest('hex').slice(0, 32)}`;
  const chunks = parts.flatMap((part) => [
    Buffer.from(`--${boundary}\r\n${part.head}\r\n\r\n`),
    part.content,
    Buffer.from('\r\n'),
  ]);
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    bytes: Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)]),
  };
}

function partOf({ name, value, fileName: givenName, contentType }: FormField): { head: string; content: Buffer } {
  const file = isBundle(value) && value['data'] instanceof Uint8Array ? value : undefined;
  const bytes = value instanceof Uint8Array ? value : file?.['data'] instanceof Uint8Array ? file['data'] : undefined;
  const fileName = givenName ?? (file === undefined ? bytes && 'file' : textOf(file['name'] ?? 'file'));
  const disposition = `Content-Disposition: form-data; name="${quoted(name)}"`;
  const mime = contentType ?? (file && textOf(file['mime'])) ?? '';
  if (fileName === undefined) return { head: `${disposition}${typeLine(mime)}`, content: Buffer.from(textOf(value)) };
  return {
    head: `${disposition}; filename="${quoted(fileName)}"${typeLine(mime || 'application/octet-stream')}`,
    content: Buffer.from(bytes ?? Buffer.from(textOf(value))),
  };
}

function typeLine(mime: string): string {
  return mime === '' ? '' : `\r\nContent-Type: ${mime.replaceAll(/[\r\n]/g, ' ')}`;
}

/** What a browser does, so that a name can neither end the quotes nor the header line. */
function quoted(text: string): string {
  return text.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}
