import type { Connection } from '@ebbflow/contracts';
import { connectionFindings } from './connection-findings.policy.ts';
import type { ShownConnection } from './connections.repository.ts';

/** Names each field, so that a column added later does not appear in an answer by itself. */
export function toConnection(shown: ShownConnection): Connection {
  const { id, name, kind, state, teamId, ownerId, settings, allowedOrigins, revision, createdAt } = shown;
  return {
    id,
    name,
    kind,
    state,
    teamId,
    ownerId,
    settings,
    findings: connectionFindings(settings),
    allowedOrigins,
    revision,
    createdAt: createdAt.toISOString(),
  };
}
