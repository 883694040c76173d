import type { DedupeSettings, HookRequest } from '@ebbflow/contracts';
import { type JsonValue, parseUntrustedJson } from '@ebbflow/kernel';

const MAX_KEY_LENGTH = 512;

/**
 * The sender's own id of this delivery, or undefined where there is none: then it counts as new. Called once size, rate, state
 * and signature are checked, since a place in the body means parsing it.
 */
export function dedupeKeyOf({ from }: DedupeSettings, request: HookRequest): string | undefined {
  const key = from.in === 'body' ? inBody(request.body, from.pointer) : inHead(request, from.in, from.name);
  return key === undefined || key === '' || key.length > MAX_KEY_LENGTH ? undefined : key;
}

function inHead({ headers, query }: HookRequest, where: 'header' | 'query', name: string): string | undefined {
  if (where === 'query') return new URLSearchParams(query).get(name) ?? undefined;
  const wanted = name.toLowerCase();
  return headers.find(([header]) => header.toLowerCase() === wanted)?.[1];
}

function inBody(base64: string, pointer: string): string | undefined {
  let value: JsonValue | undefined = parsed(Buffer.from(base64, 'base64').toString('utf8'));
  for (const step of pointer.slice(1).split('/')) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, JsonValue>)[name];
  }
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function parsed(text: string): JsonValue | undefined {
  try {
    return parseUntrustedJson(text);
  } catch {
    return undefined;
  }
}
