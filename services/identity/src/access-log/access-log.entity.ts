import { NotPersonal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export const ACCESS_LOG_TABLE = 'access_log';
export const ACCESS_RIGHTS_TABLE = 'access_rights';

/**
 * One call on somebody's behalf. By days, which go when their lifetime (category `access-log`) is over. Ids stand for people, and mean nothing
 * once their rows are gone.
 */
@Entity({ name: ACCESS_LOG_TABLE })
@NotPersonal('occurredAt', 'actorKind', 'userId', 'apiTokenId', 'sessionId', 'rightsId')
@NotPersonal('service', 'method', 'route', 'scope', 'objectId', 'status')
export class AccessLogEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ name: 'occurred_at', type: 'timestamptz' })
  occurredAt!: Date;

  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ name: 'actor_kind', type: 'text' })
  actorKind!: 'user' | 'api-token';

  @Column({ name: 'user_id', type: 'text', nullable: true })
  userId!: string | null;

  @Column({ name: 'api_token_id', type: 'text', nullable: true })
  apiTokenId!: string | null;

  @Column({ name: 'session_id', type: 'text', nullable: true })
  sessionId!: string | null;

  /** Digest of what could be done at that time: `access_rights`. */
  @Column({ name: 'rights_id', type: 'text' })
  rightsId!: string;

  @Column({ type: 'text' })
  service!: string;

  @Column({ type: 'text' })
  method!: string;

  @Column({ type: 'text', nullable: true })
  route!: string | null;

  @Column({ type: 'text', nullable: true })
  scope!: string | null;

  @Column({ name: 'object_id', type: 'text', nullable: true })
  objectId!: string | null;

  @Column({ type: 'smallint' })
  status!: number;
}
