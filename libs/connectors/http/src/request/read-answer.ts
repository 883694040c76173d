import type { Bundle, HttpResponse, Value } from '@ebbflow/connector-sdk';
import { parseUntrustedJson } from '@ebbflow/kernel';
import type { RequestPlan } from './request-plan.ts';

const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** What every HTTP module gives on. */
export function readAnswer(response: HttpResponse, plan: RequestPlan): Bundle {
  return {
    statusCode: response.status,
    headers: response.headers.map(([name, value]) => ({ name, value })),
    cookieHeaders: response.headers.filter(([name]) => name.toLowerCase() === 'set-cookie').map(([, value]) => value),
    data: readData(response, plan),
    fileSize: response.body.byteLength,
  };
}

export function headerOf(response: HttpResponse, wanted: string): string | undefined {
  return response.headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
}

function readData(response: HttpResponse, plan: RequestPlan): Value {
  if (plan.keepsBytes === true) return response.body;
  const text = decode(response.body);
  if (text === undefined) return response.body;
  if (!plan.parsesResponse) return text;
  const type = (headerOf(response, 'content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/x-www-form-urlencoded') return Object.fromEntries(new URLSearchParams(text));
  // Services answer JSON as text/plain and text/html often enough; a body that is none stays text.
  return /[/+]json$/.test(type) || /^\s*[[{]/.test(text) ? (tryJson(text) ?? text) : text;
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return undefined;
  }
}

function tryJson(text: string): Value {
  try {
    return parseUntrustedJson(text);
  } catch {
    return undefined;
  }
}
