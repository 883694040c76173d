import { Personal as PersonalValue } from '@ebbflow/kernel';
import { Personal } from '@ebbflow/persistence';
import { Column, CreateDateColumn, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';

/** A person who can sign in. E-mail and password are all a basic account needs (C01). */
@Entity({ name: 'user' })
export class UserEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Personal({
    subject: 'user',
    purpose: 'to sign in and to receive the messages the person asked for',
    erase: 'delete',
  })
  @Column({
    type: 'text',
    transformer: { to: (value: PersonalValue) => value.reveal(), from: (value: string) => new PersonalValue(value) },
  })
  email!: PersonalValue;

  /** PHC string; a hash nobody can turn back (C21). */
  @Personal({ subject: 'user', purpose: 'to check the password at sign-in', erase: 'delete' })
  @Column({ name: 'password_hash', type: 'text' })
  passwordHash!: string;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}
