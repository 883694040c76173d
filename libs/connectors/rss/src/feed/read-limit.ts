import { readNumber, type Bundle } from '@ebbflow/connector-sdk';

const USUAL_RESULTS = 10;
const MOST_RESULTS = 1_000;

/** `maxResults`; 10 where none is given, at most 1000. @throws ModuleError DataError */
export function readLimit(fields: Bundle): number {
  const asked = Math.trunc(readNumber(fields, 'maxResults') ?? USUAL_RESULTS);
  return Math.min(Math.max(asked, 1), MOST_RESULTS);
}
