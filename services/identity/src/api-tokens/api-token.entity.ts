import { NotPersonal } from '@ebbflow/persistence';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A token for programs (`ebb_…`), with its own scopes. Shown once; only the hash stays. */
@Entity({ name: 'api_token' })
@NotPersonal('name', 'tokenHash', 'scopes', 'expiresAt')
export class ApiTokenEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'token_hash', type: 'bytea' })
  tokenHash!: Buffer;

  @Column({ type: 'text', array: true })
  scopes!: string[];

  /** Null: valid until it is deleted. */
  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true })
  expiresAt!: Date | null;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
