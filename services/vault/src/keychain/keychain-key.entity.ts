import type { KeychainKind } from '@ebbflow/contracts';
import { NotPersonal, Personal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * A key that modules name: a login, a token, key material. *sealed* → *empty* when its origins change → *sealed* when the secret
 * is entered again. Gone for good when deleted.
 */
@Entity({ name: 'keychain' })
@NotPersonal('kind', 'teamId', 'keyVersion', 'secretVersion', 'notAfter', 'lastUsedAt', 'revision')
export class KeychainKeyEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Personal({ subject: 'user', purpose: 'to find the key again; people put names in it', erase: 'delete' })
  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  kind!: KeychainKind;

  /** Null: all teams share it. */
  @Column({ name: 'team_id', type: 'text', nullable: true })
  teamId!: string | null;

  /** Scheme, host and port, as `URL.origin` writes them; empty for what is never sent. */
  @Personal({ subject: 'user', purpose: 'where the key may be sent; a host can name a person', erase: 'delete' })
  @Column({ name: 'allowed_origins', type: 'text', array: true })
  allowedOrigins!: string[];

  /** Null: it must be entered (again). */
  @Personal({ subject: 'user', purpose: 'to sign in, sign or encrypt on the person’s behalf', erase: 'delete' })
  @Column({ name: 'secret_sealed', type: 'bytea', nullable: true })
  secretSealed!: Buffer | null;

  /** Version of the tenant's `secrets` key; null with `secretSealed`. */
  @Column({ name: 'key_version', type: 'integer', nullable: true })
  keyVersion!: number | null;

  /** Counts the secrets this key has had, from 1: an older one put back does not open. */
  @Column({ name: 'secret_version', type: 'integer' })
  secretVersion!: number;

  @Personal({ subject: 'user', purpose: 'to tell keys apart without showing them', erase: 'delete' })
  @Column({ type: 'text', nullable: true })
  fingerprint!: string | null;

  @Personal({ subject: 'user', purpose: 'whom a certificate names', erase: 'delete' })
  @Column({ type: 'text', nullable: true })
  subject!: string | null;

  @Column({ name: 'not_after', type: 'timestamptz', nullable: true })
  notAfter!: Date | null;

  @Column({ name: 'last_used_at', type: 'timestamptz', nullable: true })
  lastUsedAt!: Date | null;

  @Column({ type: 'integer' })
  revision!: number;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}
