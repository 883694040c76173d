import { NotPersonal } from '@ebbflow/persistence';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/**
 * The one way to a first password. Open → used (once, by whoever redeems it first) or expired, or replaced by a newer one;
 * there is one per organisation, so a newer one takes the row of the older.
 */
@Entity({ name: 'setup_link' })
@NotPersonal('tokenHash', 'expiresAt', 'usedAt')
export class SetupLinkEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @Column({ name: 'token_hash', type: 'bytea' })
  tokenHash!: Buffer;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;

  @Column({ name: 'used_at', type: 'timestamptz', nullable: true })
  usedAt!: Date | null;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
