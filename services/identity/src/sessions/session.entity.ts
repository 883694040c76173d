import { NotPersonal } from '@ebbflow/persistence';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/**
 * A person is signed in. Each use moves `expires_at` on by the idle time, never beyond `ends_at`; after either the session
 * is as if it never was (C13). Ended by sign-out, which deletes the row.
 */
@Entity({ name: 'session' })
@NotPersonal('userId', 'tokenHash', 'provenAt', 'expiresAt', 'endsAt', 'currentTenantId')
export class SessionEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ name: 'user_id', type: 'text' })
  userId!: string;

  /** The organisation it works in, when that is another than the one the account is kept in. */
  @Column({ name: 'current_tenant_id', type: 'text', nullable: true })
  currentTenantId!: string | null;

  @Column({ name: 'token_hash', type: 'bytea' })
  tokenHash!: Buffer;

  /** When the person last proved to be that person: at sign-in, and when asked again before something delicate. */
  @Column({ name: 'proven_at', type: 'timestamptz' })
  provenAt!: Date;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;

  /** However active, the session ends here. */
  @Column({ name: 'ends_at', type: 'timestamptz' })
  endsAt!: Date;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
