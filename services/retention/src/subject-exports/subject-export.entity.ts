import { NotPersonal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * The file of an access, portability or organisation's request. Wanted → ready → gone when its time is over; failed after the last attempt.
 * `blobIds` are written down before the blobs are there, so that whatever a crash leaves is found and deleted; the first is the zip.
 */
@Entity({ name: 'subject_export' })
@NotPersonal('requestId', 'state', 'blobIds', 'sizeBytes', 'attempts', 'dueAt', 'readyAt', 'expiresAt')
export class SubjectExportEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ name: 'request_id', type: 'text' })
  requestId!: string;

  @Column({ type: 'text' })
  state!: 'wanted' | 'ready' | 'gone' | 'failed';

  @Column({ name: 'blob_ids', type: 'text', array: true })
  blobIds!: string[];

  @Column({ name: 'key_version', type: 'integer', nullable: true })
  keyVersion!: number | null;

  /** bigint: pg gives it as text. */
  @Column({ name: 'size_bytes', type: 'bigint', nullable: true })
  sizeBytes!: string | null;

  @Column({ type: 'integer' })
  attempts!: number;

  /** When it is (to be) tried; ahead of now while somebody builds it. */
  @Column({ name: 'due_at', type: 'timestamptz' })
  dueAt!: Date;

  @Column({ name: 'ready_at', type: 'timestamptz', nullable: true })
  readyAt!: Date | null;

  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true })
  expiresAt!: Date | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
