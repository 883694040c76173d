import type { ConnectionKind, ConnectionState } from '@ebbflow/contracts';
import { NotPersonal, Personal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * A credential for somebody else's service and where it may go. Gone for good when deleted.
 *
 * **secret-needed** (its destination was changed, so the secret was dropped) and **authorisation-needed** (the person has not
 * consented yet, or the provider takes its tokens no longer) → **ready**, by what a person gives.
 */
@Entity({ name: 'connection' })
export class ConnectionEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Personal({
    subject: 'user',
    purpose: 'to find the connection again; people put names and addresses in it',
    erase: 'delete',
  })
  @Column({ type: 'text' })
  name!: string;

  @NotPersonal()
  @Column({ type: 'text' })
  kind!: ConnectionKind;

  @NotPersonal()
  @Column({ type: 'text' })
  state!: ConnectionState;

  @NotPersonal()
  @Column({ name: 'team_id', type: 'text', nullable: true })
  teamId!: string | null;

  @Personal({ subject: 'user', purpose: 'who made the connection', erase: 'delete' })
  @Column({ name: 'owner_id', type: 'text', nullable: true })
  ownerId!: string | null;

  /** As `CONNECTION_KINDS` says of the kind. */
  @Personal({ subject: 'user', purpose: 'server and user name of the account that is connected', erase: 'delete' })
  @Column({ type: 'jsonb' })
  settings!: Readonly<Record<string, unknown>>;

  /** Scheme, host and port, as `URL.origin` writes them. */
  @Personal({ subject: 'user', purpose: 'where the credential may be sent; a host can name a person', erase: 'delete' })
  @Column({ name: 'allowed_origins', type: 'text', array: true })
  allowedOrigins!: string[];

  /** Null while it is needed. */
  @Personal({ subject: 'user', purpose: 'to sign in to the connected service on the person’s behalf', erase: 'delete' })
  @Column({ name: 'secret_sealed', type: 'bytea', nullable: true })
  secretSealed!: Buffer | null;

  /** Version of the tenant's `secrets` key. */
  @Column({ name: 'key_version', type: 'integer', nullable: true })
  keyVersion!: number | null;

  @NotPersonal()
  @Column({ type: 'integer' })
  revision!: number;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
