import { Personal as PersonalValue } from '@ebbflow/kernel';
import { NotPersonal, Personal } from '@ebbflow/persistence';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/**
 * Somebody with this address may join. Gone when it is accepted, declined, withdrawn or over; then the address is forgotten, unless
 * the person joined. At most one is open for an address.
 */
@Entity({ name: 'invitation' })
@NotPersonal('role', 'teamId', 'teamRole', 'invitedBy', 'tokenHash', 'expiresAt')
export class InvitationEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Personal({ subject: 'contact', purpose: 'to invite the person whom a member named', erase: 'delete' })
  @Column({
    type: 'text',
    transformer: { to: (value: PersonalValue) => value.reveal(), from: (value: string) => new PersonalValue(value) },
  })
  email!: PersonalValue;

  /** A role that comes with Ebbflow, or `rol_…`. */
  @Column({ type: 'text' })
  role!: string;

  @Column({ name: 'team_id', type: 'text', nullable: true })
  teamId!: string | null;

  @Column({ name: 'team_role', type: 'text', nullable: true })
  teamRole!: string | null;

  /** A member's id, also when an API token of theirs sent it; null for a token that is nobody's. */
  @Column({ name: 'invited_by', type: 'text', nullable: true })
  invitedBy!: string | null;

  @Column({ name: 'token_hash', type: 'bytea' })
  tokenHash!: Buffer;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
