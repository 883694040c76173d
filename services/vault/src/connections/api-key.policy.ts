import type { createConnectionSchema } from '@ebbflow/contracts';
import type { Fault } from '@ebbflow/kernel';
import type { z } from 'zod';
import { allowedOriginOf } from './allowed-origin.policy.ts';
import { canCarryKey, isHeaderValue, isPlainText } from './carried-header.policy.ts';

type NewConnection = z.infer<typeof createConnectionSchema>;

/** What is wrong with a new API-key connection beyond its shape. Sentences never repeat a value: one of them is the key. */
export function faultsOf(connection: NewConnection): readonly Fault[] {
  const faults: Fault[] = [];
  connection.allowedOrigins.forEach((origin, index) => {
    if (allowedOriginOf(origin) !== undefined) return;
    faults.push({
      pointer: `/allowedOrigins/${String(index)}`,
      message: 'Give scheme, host and, where needed, port, such as https://api.example.com, without path or user name.',
    });
  });
  for (const field of ['name', 'parameterName', 'secret'] as const) {
    if (isPlainText(connection[field])) continue;
    faults.push({ pointer: `/${field}`, message: 'This must not contain control characters or halves of characters.' });
  }
  if (faults.length > 0 || connection.placement === 'query') return faults;
  if (!canCarryKey(connection.parameterName)) {
    faults.push({ pointer: '/parameterName', message: 'This cannot be the name of a header that carries a key.' });
  }
  if (!isHeaderValue(connection.secret)) {
    faults.push({
      pointer: '/secret',
      message: 'A key sent in a header is visible ASCII without line breaks or blanks around it.',
    });
  }
  return faults;
}
