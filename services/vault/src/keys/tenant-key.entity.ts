import type { KeyPurpose } from '@ebbflow/contracts';
import { NotPersonal, Personal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * One version of one tenant's key for one purpose, wrapped under the root key. *active* → *destroyed*: the bytes are gone
 * for good and with them whatever the key sealed; the row stays and says so.
 */
@Entity({ name: 'tenant_key' })
export class TenantKeyEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @NotPersonal()
  @PrimaryColumn({ type: 'text' })
  purpose!: KeyPurpose;

  @NotPersonal()
  @PrimaryColumn({ type: 'integer' })
  version!: number;

  @NotPersonal()
  @Column({ type: 'text' })
  state!: 'active' | 'destroyed';

  /** Null once destroyed. */
  @Personal({
    subject: 'end-user',
    purpose: 'opens everything kept for an organisation; destroying it erases all of that at once',
    erase: 'shred',
  })
  @Column({ name: 'wrapped_key_sealed', type: 'bytea', nullable: true })
  wrappedKeySealed!: Buffer | null;

  /** Which wrapping key it lies under; null for one from before there were any, and once destroyed. */
  @NotPersonal()
  @Column({ name: 'wrapping_generation', type: 'integer', nullable: true })
  wrappingGeneration!: number | null;

  /** Which root key that one lies under. Empty for a tombstone that never was a key. */
  @NotPersonal()
  @Column({ name: 'root_key_fingerprint', type: 'text' })
  rootKeyFingerprint!: string;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @NotPersonal()
  @Column({ name: 'destroyed_at', type: 'timestamptz', nullable: true })
  destroyedAt!: Date | null;
}
