import { NotPersonal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Where the chain ended on a day, signed with a key that is not in the database. */
@Entity({ name: 'audit_anchor' })
@NotPersonal('day', 'position', 'hash', 'keyId', 'signature', 'signedAt')
export class AuditAnchorEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ type: 'date' })
  day!: string;

  @Column({ type: 'integer' })
  position!: number;

  @Column({ type: 'bytea' })
  hash!: Buffer;

  /** Thumbprint (RFC 7638) of the public key. */
  @Column({ name: 'key_id', type: 'text' })
  keyId!: string;

  @Column({ type: 'bytea' })
  signature!: Buffer;

  @Column({ name: 'signed_at', type: 'timestamptz' })
  signedAt!: Date;
}
