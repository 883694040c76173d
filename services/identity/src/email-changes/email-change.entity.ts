import { Personal as PersonalValue } from '@ebbflow/kernel';
import { NotPersonal, Personal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * A person wants another address. Open, with a token and the new address → done, without a token and with the *old* address, so
 * that a mail there can say what happened; in either state it goes when it is over, an hour or a day later.
 */
@Entity({ name: 'email_change' })
@NotPersonal('userId', 'tokenHash', 'expiresAt', 'createdAt')
export class EmailChangeEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ name: 'user_id', type: 'text' })
  userId!: string;

  @Personal({ subject: 'user', purpose: 'to write to the new address, and to tell the old one', erase: 'delete' })
  @Column({
    type: 'text',
    transformer: { to: (value: PersonalValue) => value.reveal(), from: (value: string) => new PersonalValue(value) },
  })
  email!: PersonalValue;

  @Column({ name: 'token_hash', type: 'bytea', nullable: true })
  tokenHash!: Buffer | null;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
