import type {
  DenialReason,
  RequestSubjectKind,
  SubjectRequestChannel,
  SubjectRequestState,
  SubjectRequestType,
} from '@ebbflow/contracts';
import { NotPersonal, Personal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

const TO_ANSWER = {
  subject: 'user',
  purpose: 'to carry out what the person asked for, and to show that it was',
} as const;

/** Something a person, or an organisation for somebody in its data, has asked for. States: see `SubjectRequests`. */
@Entity({ name: 'subject_request' })
@NotPersonal(
  ...[
    'type',
    'state',
    'role',
    'channel',
    'subjectKind',
    'valueCount',
    'subjectDigest',
    'receivedAt',
    'verifiedAt',
    'dueAt',
  ],
  ...[
    'extendedAt',
    'remindedAt',
    'denialReason',
    'erasureId',
    'certificateId',
    'isRestricted',
    'liftAt',
    'controllerId',
  ],
  ...['controllerRequestId', 'toldStatus', 'closedAt', 'userId', 'openedBy'],
)
export class SubjectRequestEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ type: 'text' })
  type!: SubjectRequestType;

  @Column({ type: 'text' })
  state!: SubjectRequestState;

  @Column({ type: 'text' })
  role!: 'controller' | 'processor';

  @Column({ type: 'text' })
  channel!: SubjectRequestChannel;

  @Column({ name: 'subject_kind', type: 'text' })
  subjectKind!: RequestSubjectKind;

  @Column({ name: 'user_id', type: 'text', nullable: true })
  userId!: string | null;

  @Column({ name: 'value_count', type: 'integer' })
  valueCount!: number;

  @Column({ name: 'subject_digest', type: 'bytea' })
  subjectDigest!: Buffer;

  /** SubjectRequestDetails under the organisation's payload key. */
  @Personal({ ...TO_ANSWER, erase: 'shred' })
  @Column({ name: 'details_sealed', type: 'bytea', nullable: true })
  detailsSealed!: Buffer | null;

  @Column({ name: 'key_version', type: 'integer', nullable: true })
  keyVersion!: number | null;

  /** Null once that person is erased. */
  @Column({ name: 'opened_by', type: 'text', nullable: true })
  openedBy!: string | null;

  @Column({ name: 'received_at', type: 'timestamptz' })
  receivedAt!: Date;

  @Column({ name: 'verified_at', type: 'timestamptz', nullable: true })
  verifiedAt!: Date | null;

  @Column({ name: 'due_at', type: 'timestamptz', nullable: true })
  dueAt!: Date | null;

  @Personal({ ...TO_ANSWER, erase: 'delete' })
  @Column({ name: 'extension_reason', type: 'text', nullable: true })
  extensionReason!: string | null;

  @Column({ name: 'extended_at', type: 'timestamptz', nullable: true })
  extendedAt!: Date | null;

  @Column({ name: 'reminded_at', type: 'timestamptz', nullable: true })
  remindedAt!: Date | null;

  @Column({ name: 'denial_reason', type: 'text', nullable: true })
  denialReason!: DenialReason | null;

  @Personal({ ...TO_ANSWER, erase: 'delete' })
  @Column({ name: 'denial_ground', type: 'text', nullable: true })
  denialGround!: string | null;

  @Column({ name: 'erasure_id', type: 'text', nullable: true })
  erasureId!: string | null;

  @Column({ name: 'certificate_id', type: 'text', nullable: true })
  certificateId!: string | null;

  @Column({ name: 'is_restricted', type: 'boolean', nullable: true })
  isRestricted!: boolean | null;

  @Column({ name: 'lift_at', type: 'timestamptz', nullable: true })
  liftAt!: Date | null;

  @Column({ name: 'controller_id', type: 'text', nullable: true })
  controllerId!: string | null;

  @Column({ name: 'controller_request_id', type: 'uuid', nullable: true })
  controllerRequestId!: string | null;

  /** The OpenDSR status its controller was told last. */
  @Column({ name: 'told_status', type: 'text', nullable: true })
  toldStatus!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'closed_at', type: 'timestamptz', nullable: true })
  closedAt!: Date | null;
}
