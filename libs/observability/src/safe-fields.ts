import type { LogFields } from './log-fields.ts';

const TEXT_FIELDS = new Set([
  'organisationId',
  'userId',
  'sessionId',
  'scenarioId',
  'runId',
  'hookId',
  'deliveryId',
  'connectionId',
  'breachId',
  'erasureId',
  'eventId',
  'requestId',
  'workerId',
  'module',
  'peer',
  'topic',
  'group',
  'event',
  'schema',
  'table',
  'statement',
  'category',
  'migration',
  'method',
  'route',
  'code',
  'family',
  'state',
  'signal',
  'setting',
  'digest',
  'part',
]);
const NUMBER_FIELDS = new Set(['moduleId', 'status', 'port', 'partition', 'version', 'attempt', 'fence']);
const MEASURE = /(?:Count|Ms|Bytes)$/;

/** What names and ids of ours look like. No `@`, no space, no quote: an e-mail address, a sentence or a JSON document does not pass. */
const NAME = /^[A-Za-z0-9_.:/{}*<>+-]{1,160}$/;
/** Tokens of ours and of the world that would look like a name; a log line is no place for them. */
const TOKEN = /^(?:ebb_|eyJ)/;

const REDACTED = '[redacted]';

/** The second wall behind the types: what a cast let through is dropped (unknown name) or redacted (a value that is not a name or number). */
export function safeFields(fields: LogFields): Record<string, string | number> {
  const safe: Record<string, string | number> = {};
  for (const [name, value] of Object.entries(fields) as [string, unknown][]) {
    if (value === undefined) continue;
    if (TEXT_FIELDS.has(name)) safe[name] = isName(value) ? value : REDACTED;
    else if (NUMBER_FIELDS.has(name) || MEASURE.test(name)) safe[name] = typeof value === 'number' ? value : REDACTED;
  }
  return safe;
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && NAME.test(value) && !TOKEN.test(value);
}
