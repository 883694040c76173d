import { createHash } from 'node:crypto';
import { isBundle, isFile, type Value } from '@ebbflow/connector-sdk';
import { textOf } from './read-fields.ts';
import type { BodyPart, FormField, RequestBody } from './request-plan.ts';

export function urlEncodedBody(fields: readonly FormField[]): RequestBody {
  const form = new URLSearchParams();
  for (const { name, value } of fields) form.append(name, textOf(value));
  return { contentType: 'application/x-www-form-urlencoded', parts: [Buffer.from(form.toString())] };
}

/**
 * `multipart/form-data` (RFC 7578). The boundary comes from the content, so that a repetition of the step sends the same bytes; of a
 * file, from its id: nobody outside has it, so no content can be made to hold the boundary.
 */
export function multipartBody(fields: readonly FormField[]): RequestBody {
  const parts = fields.map(partOf);
  const hash = createHash('sha256');
  for (const { head, content } of parts) hash.update(head).update(content instanceof Uint8Array ? content : content.id);
  const boundary = `ebbflow-${hash.digest('hex').slice(0, 32)}`;
  const chunks = parts.flatMap(({ head, content }) => [
    Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`),
    content,
    Buffer.from('\r\n'),
  ]);
  return {
    contentType: `multipart/form-data; boundary=${boundary}`,
    parts: [...chunks, Buffer.from(`--${boundary}--\r\n`)],
  };
}

function partOf({ name, value, fileName: givenName, contentType }: FormField): { head: string; content: BodyPart } {
  const file = isBundle(value) && contentOf(value['data']) !== undefined ? value : undefined;
  const content = contentOf(value) ?? contentOf(file?.['data']);
  const fileName = givenName ?? (file === undefined ? content && 'file' : textOf(file['name'] ?? 'file'));
  const disposition = `Content-Disposition: form-data; name="${quoted(name)}"`;
  const mime = contentType ?? (file && textOf(file['mime'])) ?? '';
  if (fileName === undefined) return { head: `${disposition}${typeLine(mime)}`, content: Buffer.from(textOf(value)) };
  return {
    head: `${disposition}; filename="${quoted(fileName)}"${typeLine(mime || 'application/octet-stream')}`,
    content: content ?? Buffer.from(textOf(value)),
  };
}

/** What is sent as it is; undefined for what is written as text. */
function contentOf(value: Value): BodyPart | undefined {
  return value instanceof Uint8Array || isFile(value) ? value : undefined;
}

function typeLine(mime: string): string {
  return mime === '' ? '' : `\r\nContent-Type: ${mime.replaceAll(/[\r\n]/g, ' ')}`;
}

/** What a browser does, so that a name can neither end the quotes nor the header line. */
function quoted(text: string): string {
  return text.replaceAll('\r', '%0D').replaceAll('\n', '%0A').replaceAll('"', '%22');
}
