import { NotPersonal, Personal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * Codes of an authenticator app (RFC 6238). Shown → confirmed by a first code, which turns the second factor on → removed. One that
 * was shown and not confirmed within a quarter of an hour can only be shown anew. Each code works once: `last_step` only grows.
 */
@Entity({ name: 'totp' })
@NotPersonal('userId', 'keyVersion', 'confirmedAt', 'lastStep', 'attempts', 'attemptsSince', 'createdAt')
export class TotpEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ name: 'user_id', type: 'text' })
  userId!: string;

  /** 20 bytes under the tenant's payload key. */
  @Personal({ subject: 'user', purpose: 'to check codes of the authenticator app at sign-in', erase: 'delete' })
  @Column({ name: 'secret_sealed', type: 'bytea' })
  secretSealed!: Buffer;

  @Column({ name: 'key_version', type: 'integer' })
  keyVersion!: number;

  @Column({ name: 'confirmed_at', type: 'timestamptz', nullable: true })
  confirmedAt!: Date | null;

  /** Number of the last half-minute a code was taken of. */
  @Column({ name: 'last_step', type: 'bigint' })
  lastStep!: string;

  @Column({ type: 'integer' })
  attempts!: number;

  @Column({ name: 'attempts_since', type: 'timestamptz' })
  attemptsSince!: Date;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
