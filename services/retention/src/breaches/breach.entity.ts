import type { Breach } from '@ebbflow/contracts';
import { NotPersonal, Personal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

const REGISTER = { subject: 'user', purpose: 'to keep the register of breaches', erase: 'keep-under-hold' } as const;

/** A breach as the register keeps it (Article 33(5) GDPR). What people write into it is about what happened; it may still name somebody. */
@Entity({ name: 'breach' })
@NotPersonal('revision', 'awareAt', 'occurredFrom', 'occurredTo', 'dataCategories', 'subjectCategories')
@NotPersonal('approximateSubjects', 'approximateRecords', 'organisationIds', 'risk', 'closedAt')
export class BreachEntity {
  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ type: 'int' })
  revision!: number;

  @Column({ name: 'aware_at', type: 'timestamptz' })
  awareAt!: Date;

  @Personal(REGISTER)
  @Column({ type: 'text' })
  title!: string;

  @Personal(REGISTER)
  @Column({ type: 'text' })
  description!: string;

  @Column({ name: 'occurred_from', type: 'timestamptz', nullable: true })
  occurredFrom!: Date | null;

  @Column({ name: 'occurred_to', type: 'timestamptz', nullable: true })
  occurredTo!: Date | null;

  @Column({ name: 'data_categories', type: 'text', array: true })
  dataCategories!: string[];

  @Column({ name: 'subject_categories', type: 'text', array: true })
  subjectCategories!: string[];

  @Column({ name: 'approximate_subjects', type: 'bigint', nullable: true })
  approximateSubjects!: number | null;

  @Column({ name: 'approximate_records', type: 'bigint', nullable: true })
  approximateRecords!: number | null;

  @Column({ name: 'organisation_ids', type: 'text', array: true })
  organisationIds!: string[];

  @Personal(REGISTER)
  @Column({ type: 'text' })
  consequences!: string;

  @Personal(REGISTER)
  @Column({ type: 'text' })
  measures!: string;

  @Column({ type: 'text' })
  risk!: Breach['risk'];

  @Personal(REGISTER)
  @Column({ name: 'risk_reason', type: 'text', nullable: true })
  riskReason!: string | null;

  @Personal(REGISTER)
  @Column({ type: 'text', nullable: true })
  conclusion!: string | null;

  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true })
  closedAt!: Date | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
