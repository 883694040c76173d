import { SubjectExportController } from '@ebbflow/service-host';
import { RestrictionEntity } from './restriction/restriction.entity.ts';
import { SUBJECT_DATASETS_PROVIDER } from './subject-export/subject-datasets.ts';
import { AccountRectification } from './subject-orders/account-rectification.repository.ts';
import { Objections } from './subject-orders/objections.ts';
import { PersonRestriction } from './subject-orders/person-restriction.ts';
import { SubjectNoticeEntity } from './subject-orders/subject-notice.entity.ts';
import { SubjectNoticeOrders } from './subject-orders/subject-notice-orders.ts';
import { SubjectNotices } from './subject-orders/subject-notices.repository.ts';
import { SubjectOrderSteps } from './subject-orders/subject-order-steps.repository.ts';
import { SubjectOrdersConsumer } from './subject-orders/subject-orders.consumer.ts';
import { SubjectVerifications } from './subject-orders/subject-verifications.ts';
import { SubjectsController } from './subject-orders/subjects.controller.ts';

/** What requests of people set going here, and what a person gets a copy of. */
export const SUBJECT_ENTITIES = [RestrictionEntity, SubjectNoticeEntity];

export const SUBJECT_CONTROLLERS = [SubjectsController, SubjectExportController];

export const SUBJECT_PROVIDERS = [
  SubjectOrderSteps,
  SubjectOrdersConsumer,
  SubjectNotices,
  SubjectNoticeOrders,
  SubjectVerifications,
  AccountRectification,
  PersonRestriction,
  Objections,
  SUBJECT_DATASETS_PROVIDER,
];
