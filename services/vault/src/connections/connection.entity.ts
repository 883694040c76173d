import { NotPersonal, Personal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A credential for somebody else's service and where it may go. Gone for good when deleted. */
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
  kind!: 'api-key';

  @NotPersonal()
  @Column({ type: 'text' })
  placement!: 'header' | 'query';

  @NotPersonal()
  @Column({ name: 'parameter_name', type: 'text' })
  parameterName!: string;

  /** Scheme, host and port, as `URL.origin` writes them. */
  @Personal({ subject: 'user', purpose: 'where the credential may be sent; a host can name a person', erase: 'delete' })
  @Column({ name: 'allowed_origins', type: 'text', array: true })
  allowedOrigins!: string[];

  @Personal({ subject: 'user', purpose: 'to sign in to the connected service on the person’s behalf', erase: 'delete' })
  @Column({ name: 'secret_sealed', type: 'bytea' })
  secretSealed!: Buffer;

  /** Version of the tenant's `secrets` key. */
  @Column({ name: 'key_version', type: 'integer' })
  keyVersion!: number;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
