import { NotPersonal, Personal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An account a person has at a provider, by which the person may sign in here. Nothing else of there is kept: no token, no name, no address. */
@Entity({ name: 'provider_account' })
@NotPersonal('userId', 'provider', 'issuer', 'createdAt')
export class ProviderAccountEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ name: 'user_id', type: 'text' })
  userId!: string;

  /** Its name in the settings. */
  @Column({ type: 'text' })
  provider!: string;

  @Column({ type: 'text' })
  issuer!: string;

  /** What the provider calls the account. */
  @Personal({ subject: 'user', purpose: 'to recognise the person at sign-in by a provider', erase: 'delete' })
  @Column({ type: 'text' })
  subject!: string;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
