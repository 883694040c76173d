import { NotPersonal, Personal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * A person as the newsletter's provider is to know them: due → there (`providerId`) while they consent to marketing, else forgotten there and
 * gone here. Their address is not here; it is looked up when it is sent.
 */
@Entity({ name: 'newsletter_contact' })
@NotPersonal('userId', 'attempts', 'dueAt', 'settledAt')
export class NewsletterContactEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ name: 'user_id', type: 'text' })
  userId!: string;

  /** The provider's id of the person; null while they are not there. */
  @Personal({ subject: 'user', purpose: 'to have the newsletter forget the person', erase: 'delete' })
  @Column({ name: 'provider_id', type: 'text', nullable: true })
  providerId!: string | null;

  @Column({ type: 'int' })
  attempts!: number;

  /** When it is to be looked at; null when all is as the person wants it. */
  @Column({ name: 'due_at', type: 'timestamptz', nullable: true })
  dueAt!: Date | null;

  /** The last change of the account when the address was read that the provider knows. */
  @Column({ name: 'settled_at', type: 'timestamptz', nullable: true })
  settledAt!: Date | null;
}
