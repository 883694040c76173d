import { NotPersonal, Personal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A key a person's device holds; we have its public half. Added by a person who is signed in, used to sign in, removed. */
@Entity({ name: 'passkey' })
@NotPersonal('userId', 'counter', 'isSynced', 'revision', 'createdAt')
export class PasskeyEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ name: 'user_id', type: 'text' })
  userId!: string;

  /** Base64url, as devices name it; one passkey belongs to one person of the whole installation. */
  @Personal({ subject: 'user', purpose: 'to recognise the passkey at sign-in', erase: 'delete' })
  @Column({ name: 'credential_id', type: 'text' })
  credentialId!: string;

  /** COSE. */
  @Personal({ subject: 'user', purpose: 'to check signatures of the passkey at sign-in', erase: 'delete' })
  @Column({ name: 'public_key', type: 'bytea' })
  publicKey!: Buffer;

  /** Grows with each use on devices that count; 0 for ever on those that synchronise. */
  @Column({ type: 'bigint' })
  counter!: string;

  @Personal({ subject: 'user', purpose: 'to tell the person’s passkeys apart', erase: 'delete' })
  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'is_synced', type: 'boolean' })
  isSynced!: boolean;

  /** The ETag of it. */
  @Column({ type: 'integer', default: 1 })
  revision!: number;

  @Personal({ subject: 'user', purpose: 'to show the person when a passkey was used', erase: 'delete' })
  @Column({ name: 'last_used_at', type: 'timestamptz', nullable: true })
  lastUsedAt!: Date | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
