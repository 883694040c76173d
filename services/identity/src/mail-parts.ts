import { provideConfig } from '@ebbflow/service-host';
import { ExecutionNewsEntity } from './execution-news/execution-news.entity.ts';
import { ExecutionNewsRepository } from './execution-news/execution-news.repository.ts';
import { NotificationRaisedConsumer } from './execution-news/notification-raised.consumer.ts';
import { MailPreferenceEntity } from './mail-preferences/mail-preference.entity.ts';
import { MailPreferencesController } from './mail-preferences/mail-preferences.controller.ts';
import { MailPreferencesRepository } from './mail-preferences/mail-preferences.repository.ts';
import { UnsubscribeTokens } from './mail-preferences/unsubscribe-tokens.ts';
import { UnsubscriptionsController } from './mail-preferences/unsubscriptions.controller.ts';
import { MailComposer } from './mail/mail-composer.ts';
import { MailDeliveryJob } from './mail/mail-delivery.job.ts';
import { MailOutboxController } from './mail/mail-outbox.controller.ts';
import { MailOutboxService } from './mail/mail-outbox.service.ts';
import { MailQueue } from './mail/mail-queue.ts';
import { MailSubjects } from './mail/mail-subjects.ts';
import { MailTransport } from './mail/mail-transport.ts';
import { MailConfig } from './mail/mail.config.ts';
import { MailEntity } from './mail/mail.entity.ts';
import { WaitingMails } from './mail/waiting-mails.ts';

/** What the service is made of where people are written to. */
export const MAIL_ENTITIES = [MailEntity, MailPreferenceEntity, ExecutionNewsEntity];

export const MAIL_CONTROLLERS = [MailOutboxController, MailPreferencesController, UnsubscriptionsController];

export const MAIL_PROVIDERS = [
  provideConfig(MailConfig),
  MailQueue,
  MailSubjects,
  WaitingMails,
  MailComposer,
  MailTransport,
  MailDeliveryJob,
  MailOutboxService,
  MailPreferencesRepository,
  UnsubscribeTokens,
  ExecutionNewsRepository,
  NotificationRaisedConsumer,
];
