import { NotPersonal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A key with which an organisation signs the requests it sends for people in its data. */
@Entity({ name: 'opendsr_controller' })
@NotPersonal('name', 'keyType', 'publicKey', 'fingerprint', 'createdBy')
export class OpenDsrControllerEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ name: 'key_type', type: 'text' })
  keyType!: 'ed25519' | 'rsa';

  @Column({ name: 'public_key', type: 'text' })
  publicKey!: string;

  @Column({ type: 'text' })
  fingerprint!: string;

  @Column({ name: 'created_by', type: 'text', nullable: true })
  createdBy!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
