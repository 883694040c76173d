import type { ConnectionUse } from '@ebbflow/connector-sdk';
import type { EgressLine } from '@ebbflow/egress';
import { MODULE_CATALOGUE } from '../../scenarios/module-catalogue.ts';
import type { AttemptScope } from './attempt-scope.ts';

/**
 * The line of one connection: shared by every run of this process that uses it, and by nobody else. The organisation is part of its
 * key, so that a scenario which names somebody else's connection opens no circuit but its own.
 */
export function lineOf(scope: AttemptScope, connection: ConnectionUse | undefined): { line?: EgressLine } {
  if (connection === undefined) return {};
  return { line: { key: `${scope.run.tenantId} ${connection.id}`, ...MODULE_CATALOGUE.limitsOf(connection.app) } };
}
