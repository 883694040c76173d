import type {
  ErasureCounts,
  ErasureException,
  ErasurePhase,
  ErasureState,
  ErasureSubject,
  ErasureSubjectKind,
  ServiceName,
} from '@ebbflow/contracts';

/** Who wants or approves an erasure, as `Staff.eyesOf` tells. */
export interface Requester {
  readonly eyes: string;
  readonly isStaff: boolean;
  /** The organisation that is worked in. */
  readonly organisationId: string;
}

/** Services that keep anything of anybody, in the order they are counted. */
export const KEEPERS = [
  'vault',
  'identity',
  'gateway',
  'executor',
  'log-store',
] as const satisfies readonly ServiceName[];
export type Keeper = (typeof KEEPERS)[number];

/** A row of `retention.erasure`. */
export interface ErasureRow {
  readonly id: string;
  readonly subjectKind: ErasureSubjectKind;
  /** Null once it is done and the subject was an organisation. */
  readonly subjectTenant: string | null;
  readonly subjectId: string | null;
  readonly subjectMemberOf: string[] | null;
  readonly subjectSealed: Buffer | null;
  readonly subjectDigest: string;
  readonly state: ErasureState;
  readonly approval: 'second-person' | 'grace';
  readonly requestedBy: string;
  /** The organisation of who planned it. */
  readonly requestedFor: string;
  readonly approvedBy: string | null;
  readonly requestId: string | null;
  readonly counts: ErasureCounts;
  readonly exceptions: ErasureException[];
  readonly plannedAt: Date;
  readonly approvedAt: Date | null;
  readonly beginsAt: Date | null;
  readonly shreddedAt: Date | null;
  readonly deletedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly certificateId: string | null;
  readonly scans: number;
}

export interface StepRow {
  readonly erasureId: string;
  readonly phase: ErasurePhase;
  readonly service: string;
  readonly sentAt: Date;
  readonly doneAt: Date | null;
  readonly counts: ErasureCounts;
}

/** What is kept sealed until the erasure is done: values a person is known by, and what the scanner looks for. */
export interface SealedParts {
  readonly values: readonly string[];
  readonly needles: readonly string[];
}

export interface NewErasure {
  readonly id: string;
  readonly subject: ErasureSubject;
  readonly sealed: Buffer | null;
  readonly digest: string;
  readonly approval: ErasureRow['approval'];
  readonly by: Requester;
  readonly requestId: string | null;
  readonly counts: ErasureCounts;
  readonly exceptions: readonly ErasureException[];
  readonly plannedAt: Date;
}
