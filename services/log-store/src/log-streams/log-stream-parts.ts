import { EgressConfig } from '@ebbflow/egress';
import { provideConfig } from '@ebbflow/service-host';
import type { Provider } from '@nestjs/common';
import { LogStreamQueue } from './log-stream-queue.ts';
import { LogStreamDeliveryJob } from './log-stream-delivery.job.ts';
import { LogStreamSweepJob } from './log-stream-sweep.job.ts';
import { LogStreamsConfig } from './log-streams.config.ts';
import { LogStreamsRepository } from './log-streams.repository.ts';
import { LogStreamsService } from './log-streams.service.ts';
import { RedactionState } from './redaction-state.ts';
import { StreamDelivery } from './stream-delivery.ts';
import { StreamPayloads } from './stream-payloads.ts';
import { StreamRecords } from './stream-records.ts';
import { StreamSecrets } from './stream-secrets.ts';
import { StreamSenders } from './stream-senders.ts';
import { StreamStopNotice } from './stream-stop-notice.ts';
import { StreamWatch } from './stream-watch.ts';

/** Streams of logs, as providers of the log store: what is stored is noted for them where it is stored. */
export const LOG_STREAM_PARTS: Provider[] = [
  provideConfig(LogStreamsConfig),
  provideConfig(EgressConfig),
  LogStreamsRepository,
  LogStreamQueue,
  StreamWatch,
  StreamSecrets,
  RedactionState,
  LogStreamsService,
  StreamPayloads,
  StreamRecords,
  StreamSenders,
  StreamDelivery,
  StreamStopNotice,
  LogStreamDeliveryJob,
  LogStreamSweepJob,
];
