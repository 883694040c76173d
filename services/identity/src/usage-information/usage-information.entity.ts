import { NotPersonal, Personal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export const USAGE_INFORMATION_TABLE = 'usage_information';

/** Stands for the organisation where a visitor is not signed in: a tenant nobody can be. */
export const STRANGERS = 'nobody';

const PURPOSE = 'to see how the site is used and to find misuse';

/** One page view. By days, which go when their lifetime (category `usage-information`) is over. */
@Entity({ name: USAGE_INFORMATION_TABLE })
@NotPersonal('occurredAt', 'userId')
export class UsageInformationEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ name: 'occurred_at', type: 'timestamptz' })
  occurredAt!: Date;

  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ name: 'user_id', type: 'text', nullable: true })
  userId!: string | null;

  @Personal({ subject: 'user', purpose: PURPOSE, erase: 'delete' })
  @Column({ type: 'text' })
  page!: string;

  @Personal({ subject: 'user', purpose: PURPOSE, erase: 'delete' })
  @Column({ name: 'client_ip', type: 'text' })
  clientIp!: string;

  @Personal({ subject: 'user', purpose: PURPOSE, erase: 'delete' })
  @Column({ name: 'browser_type', type: 'text', nullable: true })
  browserType!: string | null;

  @Personal({ subject: 'user', purpose: PURPOSE, erase: 'delete' })
  @Column({ name: 'referring_page', type: 'text', nullable: true })
  referringPage!: string | null;

  @Personal({ subject: 'user', purpose: PURPOSE, erase: 'delete' })
  @Column({ type: 'text', nullable: true })
  locale!: string | null;

  @Personal({ subject: 'user', purpose: PURPOSE, erase: 'delete' })
  @Column({ type: 'text', nullable: true })
  search!: string | null;
}
