import { readText, type Bundle } from '@ebbflow/connector-sdk';
import type { Header } from './request-plan.ts';

/** Where the author wrote user name and password into the module itself. */
export function basicAuthorisation(mapped: Bundle, userKey: string, passwordKey: string): Header[] {
  const user = readText(mapped, userKey);
  if (user === undefined) return [];
  const credentials = Buffer.from(`${user}:${readText(mapped, passwordKey) ?? ''}`).toString('base64');
  return [['authorization', `Basic ${credentials}`]];
}
