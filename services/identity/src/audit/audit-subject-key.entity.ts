import { NotPersonal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export const SUBJECT_KEY_TABLE = 'audit_subject_key';

/** What opens the personal facts about one person of one UTC day. Deleting the row makes them unreadable for good. */
@Entity({ name: SUBJECT_KEY_TABLE })
@NotPersonal('day', 'subjectId', 'key')
export class AuditSubjectKeyEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ type: 'timestamptz' })
  day!: Date;

  @PrimaryColumn({ name: 'subject_id', type: 'text' })
  subjectId!: string;

  @Column({ type: 'bytea' })
  key!: Buffer;
}
