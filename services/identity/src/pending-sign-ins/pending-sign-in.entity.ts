import { NotPersonal, Personal } from '@ebbflow/persistence';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** What a browser may be in the middle of. */
export type PendingKind = 'second-factor' | 'passkey' | 'passkey-registration' | 'provider' | 'provider-link';

/**
 * A sign-in under way, which is no session: nothing can be read or done with it. It belongs to the browser that holds its token, is
 * good for one kind of step, at most five tries and ten minutes, and goes with the try that succeeds.
 */
@Entity({ name: 'pending_sign_in' })
@NotPersonal('kind', 'tokenHash', 'userId', 'sessionId', 'provider', 'issuer', 'isProof', 'attempts', 'expiresAt')
export class PendingSignInEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ type: 'text' })
  kind!: PendingKind;

  @Column({ name: 'token_hash', type: 'bytea' })
  tokenHash!: Buffer;

  @Column({ name: 'user_id', type: 'text', nullable: true })
  userId!: string | null;

  /** The session that began it, where somebody is signed in and adds a way to sign in. */
  @Column({ name: 'session_id', type: 'text', nullable: true })
  sessionId!: string | null;

  @Column({ type: 'text', nullable: true })
  provider!: string | null;

  @Column({ type: 'text', nullable: true })
  issuer!: string | null;

  @Personal({ subject: 'user', purpose: 'to link an account at a provider that was just shown', erase: 'delete' })
  @Column({ type: 'text', nullable: true })
  subject!: string | null;

  /** Whether the password was given, so that the session is a proof after the code. */
  @Column({ name: 'is_proof', type: 'boolean' })
  isProof!: boolean;

  @Column({ type: 'integer' })
  attempts!: number;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
