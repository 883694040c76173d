import { BLOB_STORE, BlobConfig, FileBlobStore } from '@ebbflow/persistence';
import { provideConfig } from '@ebbflow/service-host';
import { OpenDsrControllerEntity } from './intake/opendsr-controller.entity.ts';
import { EgressConfig } from '@ebbflow/egress';
import { HashedIdentities } from './intake/hashed-identities.ts';
import { OpenDsrCallbacks } from './intake/opendsr-callbacks.ts';
import { OpenDsrConfig } from './intake/opendsr.config.ts';
import { OpenDsrController } from './intake/opendsr.controller.ts';
import { OpenDsrControllersController } from './intake/opendsr-controllers.controller.ts';
import { OpenDsrControllersRepository } from './intake/opendsr-controllers.repository.ts';
import { OpenDsrIntake } from './intake/opendsr-intake.ts';
import { OpenDsrPost } from './intake/opendsr-post.ts';
import { OpenDsrSigner } from './intake/opendsr-signer.ts';
import { ExportBell } from './subject-exports/export-bell.ts';
import { ExportBuilder } from './subject-exports/export-builder.ts';
import { ExportDownload } from './subject-exports/export-download.ts';
import { ExportDownloadController } from './subject-exports/export-download.controller.ts';
import { ExportFinish } from './subject-exports/export-finish.ts';
import { ExportMaking } from './subject-exports/export-making.ts';
import { ExportQueue } from './subject-exports/export-queue.ts';
import { ExportSource } from './subject-exports/export-source.ts';
import { ExportSpools } from './subject-exports/export-spools.ts';
import { ExportsJob } from './subject-exports/exports.job.ts';
import { SubjectExportEntity } from './subject-exports/subject-export.entity.ts';
import { HandledRequestsService } from './subject-requests/handled-requests.service.ts';
import { MyRequestsController } from './subject-requests/my-requests.controller.ts';
import { MyRequestsService } from './subject-requests/my-requests.service.ts';
import { RequestAccess } from './subject-requests/request-access.ts';
import { RequestAcknowledgements } from './subject-requests/request-acknowledgements.ts';
import { RequestDecisions } from './subject-requests/request-decisions.ts';
import { RequestDetails } from './subject-requests/request-details.ts';
import { RequestEndings } from './subject-requests/request-endings.ts';
import { RequestErasures } from './subject-requests/request-erasures.ts';
import { RequestIdentities } from './subject-requests/request-identities.ts';
import { RequestIntake } from './subject-requests/request-intake.ts';
import { RequestNotices } from './subject-requests/request-notices.ts';
import { RequestPeople } from './subject-requests/request-people.ts';
import { RequestReads } from './subject-requests/request-reads.ts';
import { RequestReminders } from './subject-requests/request-reminders.ts';
import { RequestStarts } from './subject-requests/request-starts.ts';
import { RequestSweep } from './subject-requests/request-sweep.ts';
import { RequestUpkeep } from './subject-requests/request-upkeep.ts';
import { RequestUpkeepJob } from './subject-requests/request-upkeep.job.ts';
import { SubjectRequestEntity } from './subject-requests/subject-request.entity.ts';
import { SubjectRequestStepEntity } from './subject-requests/subject-request-step.entity.ts';
import { SubjectRequestsConfig } from './subject-requests/subject-requests.config.ts';
import { SubjectRequestsController } from './subject-requests/subject-requests.controller.ts';
import { SubjectRequestsRepository } from './subject-requests/subject-requests.repository.ts';
import { SubjectRequests } from './subject-requests/subject-requests.service.ts';
import { SubjectStepDoneConsumer } from './subject-requests/subject-step-done.consumer.ts';

/** What people ask for, and what they get. */
export const SUBJECT_ENTITIES = [
  SubjectRequestEntity,
  SubjectRequestStepEntity,
  SubjectExportEntity,
  OpenDsrControllerEntity,
];

export const SUBJECT_CONTROLLERS = [
  MyRequestsController,
  SubjectRequestsController,
  ExportDownloadController,
  OpenDsrController,
  OpenDsrControllersController,
];

export const SUBJECT_PROVIDERS = [
  provideConfig(SubjectRequestsConfig),
  provideConfig(BlobConfig),
  { provide: BLOB_STORE, inject: [BlobConfig], useFactory: (config: BlobConfig) => new FileBlobStore(config.folder) },
  provideConfig(EgressConfig),
  provideConfig(OpenDsrConfig),
  HashedIdentities,
  OpenDsrCallbacks,
  OpenDsrControllersRepository,
  OpenDsrIntake,
  OpenDsrPost,
  OpenDsrSigner,
  RequestIdentities,
  SubjectRequests,
  SubjectRequestsRepository,
  SubjectStepDoneConsumer,
  RequestAccess,
  RequestAcknowledgements,
  RequestDecisions,
  RequestDetails,
  RequestEndings,
  RequestErasures,
  RequestIntake,
  RequestNotices,
  RequestPeople,
  RequestReads,
  RequestReminders,
  RequestStarts,
  RequestSweep,
  RequestUpkeep,
  RequestUpkeepJob,
  MyRequestsService,
  HandledRequestsService,
  ExportBell,
  ExportBuilder,
  ExportDownload,
  ExportFinish,
  ExportMaking,
  ExportQueue,
  ExportSource,
  ExportSpools,
  ExportsJob,
];
