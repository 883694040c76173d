import { fileValue, requireSoundData, type Bundle, type HttpResponse, type Value } from '@ebbflow/connector-sdk';
import { parseUntrustedJson } from '@ebbflow/kernel';
import type { RequestPlan } from './request-plan.ts';

/** What every HTTP module gives on. */
export function readAnswer(response: HttpResponse, plan: RequestPlan): Bundle {
  return {
    statusCode: response.status,
    headers: response.headers.map(([name, value]) => ({ name, value })),
    cookieHeaders: response.headers.filter(([name]) => name.toLowerCase() === 'set-cookie').map(([, value]) => value),
    data: readData(response, plan),
    fileSize: response.file?.size ?? response.body.byteLength,
  };
}

export function headerOf(response: HttpResponse, wanted: string): string | undefined {
  return response.headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
}

function readData(response: HttpResponse, plan: RequestPlan): Value {
  if (response.file) return fileValue(response.file);
  if (plan.keepsBytes === true) return response.body;
  const text = decode(response);
  if (text === undefined) return response.body;
  if (!plan.parsesResponse) return text;
  const type = (headerOf(response, 'content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/x-www-form-urlencoded') {
    return Object.fromEntries([...new URLSearchParams(text)].filter(([name]) => name !== '__proto__'));
  }
  // Services answer JSON as text/plain and text/html often enough; a body that is none stays text.
  return /[/+]json$/.test(type) || /^\s*[[{]/.test(text) ? (tryJson(text) ?? text) : text;
}

/** Undefined for what is no text in the character set it says it has, or in one nobody knows. */
function decode(response: HttpResponse): string | undefined {
  const charset = /;\s*charset="?([^\s;"]+)/i.exec(headerOf(response, 'content-type') ?? '')?.[1] ?? 'utf-8';
  try {
    return new TextDecoder(charset, { fatal: true }).decode(response.body);
  } catch {
    return undefined;
  }
}

/** @throws ModuleError DataError where it is JSON, but nested deeper than a bundle may be */
function tryJson(text: string): Value {
  let parsed: Value;
  try {
    parsed = parseUntrustedJson(text);
  } catch {
    return undefined;
  }
  requireSoundData(parsed, 'data');
  return parsed;
}
