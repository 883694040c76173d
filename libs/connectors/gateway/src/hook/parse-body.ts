import { isBundle, type Bundle, type Value } from '@ebbflow/connector-sdk';
import { parseUntrustedJson } from '@ebbflow/kernel';
import { addField } from './add-field.ts';
import { parseMultipart } from './parse-multipart.ts';

const JSON_TYPE = /^application\/(?:[\w.+-]+\+)?json$/i;
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

export function parseBody(body: Buffer, contentType: string, passThrough: boolean): readonly Bundle[] {
  if (passThrough) return [{ value: textOrBytes(body, []) }];
  if (body.length === 0) return [{}];
  const [type = '', ...parameters] = contentType.split(';').map((part) => part.trim());
  if (/^application\/x-www-form-urlencoded$/i.test(type)) return [parseForm(body)];
  if (/^multipart\/form-data$/i.test(type)) return [parseMultipart(body, parameters)];
  const text = textOrBytes(body, parameters);
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

/** By the charset it names, where it names one that is known. */
function textOrBytes(body: Buffer, parameters: readonly string[]): string | Uint8Array {
  const charset = parameters.map((parameter) => /^charset="?([^"]+)"?$/i.exec(parameter)?.[1]).find(Boolean);
  try {
    return charset === undefined ? strictUtf8.decode(body) : new TextDecoder(charset, { fatal: true }).decode(body);
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
