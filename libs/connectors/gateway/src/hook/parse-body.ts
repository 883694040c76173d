import { isBundle, type Bundle, type Value } from '@ebbflow/connector-sdk';
import { parseUntrustedJson } from '@ebbflow/kernel';
import { addField } from './add-field.ts';
import { parseMultipart } from './parse-multipart.ts';

const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json$/i;
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

export function parseBody(body: Buffer, contentType: string, passThrough: boolean): readonly Bundle[] {
  if (passThrough) return [{ value: textOrBytes(body) }];
  if (body.length === 0) return [{}];
  const [type = '', ...parameters] = contentType.split(';').map((part) => part.trim());
  if (/^application\/x-www-form-urlencoded$/i.test(type)) return [parseForm(body)];
  if (/^multipart\/form-data$/i.test(type)) return [parseMultipart(body, parameters)];
  const text = textOrBytes(body);
  // Many senders leave the type out, or say text/plain, for what is JSON all the same.
  const mayBeJson =
    JSON_TYPE.test(type) ||
    ((type === '' || /^text\/plain$/i.test(type)) && typeof text === 'string' && /^\s*[[{]/.test(text));
  const parsed = mayBeJson && typeof text === 'string' ? tryJson(text) : undefined;
  if (parsed === undefined) return [{ value: text }];
  return (Array.isArray(parsed) ? parsed : [parsed]).map((element) =>
    isBundle(element) ? element : { value: element },
  );
}

function parseForm(body: Buffer): Bundle {
  const fields: Bundle = {};
  for (const [name, value] of new URLSearchParams(body.toString('utf8'))) addField(fields, name, value);
  return fields;
}

function textOrBytes(body: Buffer): string | Uint8Array {
  try {
    return strictUtf8.decode(body);
  } catch {
    return new Uint8Array(body);
  }
}

function tryJson(text: string): Value {
  try {
    return parseUntrustedJson(text);
  } catch {
    return undefined;
  }
}
