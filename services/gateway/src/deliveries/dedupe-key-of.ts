import type { DedupeSettings, HookRequest } from '@ebbflow/contracts';
import type { JsonValue } from '@ebbflow/kernel';

const MAX_KEY_LENGTH = 512;
/** As the door reads JSON: a byte order mark is no part of it. */
const utf8 = new TextDecoder();

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
  let value: JsonValue | undefined = parsed(utf8.decode(Buffer.from(base64, 'base64')));
  for (const step of pointer.slice(1).split('/')) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, JsonValue>)[name];
  }
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/**
 * Numbers as they are written: many senders number by 64 bits, and as a double two of those are one, so that the second delivery would
 * be taken for a copy of the first and lost. Nothing of this is kept or assigned, so poisonous names are harmless.
 */
function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text, (_name: string, value: JsonValue, written?: { readonly source?: string }) =>
      typeof value === 'number' ? (written?.source ?? value) : value,
    ) as JsonValue;
  } catch {
    return undefined;
  }
}
