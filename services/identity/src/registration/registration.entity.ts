import { Personal as PersonalValue } from '@ebbflow/kernel';
import { NotPersonal, Personal } from '@ebbflow/persistence';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/**
 * Somebody gave an address and chose a password. Becomes an organisation with its owner when the link sent there is opened and
 * the same password is entered; else it goes after a day. There may be several for one address: who can read mail there decides.
 */
@Entity({ name: 'registration' })
@NotPersonal('tokenHash', 'expiresAt')
export class RegistrationEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Personal({ subject: 'user', purpose: 'to see whether the person reads mail there', erase: 'delete' })
  @Column({
    type: 'text',
    transformer: { to: (value: PersonalValue) => value.reveal(), from: (value: string) => new PersonalValue(value) },
  })
  email!: PersonalValue;

  /** PHC string; a hash nobody can turn back (C21). */
  @Personal({ subject: 'user', purpose: 'to be the password of the account', erase: 'delete' })
  @Column({ name: 'password_hash', type: 'text' })
  passwordHash!: string;

  @Column({ name: 'token_hash', type: 'bytea' })
  tokenHash!: Buffer;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
