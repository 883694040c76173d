import { provideConfig } from '@ebbflow/service-host';
import { MailerLite } from './newsletter/mailer-lite.ts';
import { NewsletterContactEntity } from './newsletter/newsletter-contact.entity.ts';
import { NewsletterContacts } from './newsletter/newsletter-contacts.ts';
import { NewsletterWebhookController } from './newsletter/newsletter-webhook.controller.ts';
import { NewsletterWebhookService } from './newsletter/newsletter-webhook.service.ts';
import { NewsletterConfig } from './newsletter/newsletter.config.ts';
import { NewsletterJob } from './newsletter/newsletter.job.ts';
import { ProviderCall } from './outgoing/provider-call.ts';
import { HelpDeskConfig } from './tickets/help-desk.config.ts';
import { TicketDeliveryJob } from './tickets/ticket-delivery.job.ts';
import { TicketEntity } from './tickets/ticket.entity.ts';
import { TicketsController } from './tickets/tickets.controller.ts';
import { TicketsService } from './tickets/tickets.service.ts';
import { WaitingTickets } from './tickets/waiting-tickets.ts';
import { Zendesk } from './tickets/zendesk.ts';

/** What the service is made of where others write to people or answer them: newsletter and help desk. */
export const OUTREACH_ENTITIES = [NewsletterContactEntity, TicketEntity];

export const OUTREACH_CONTROLLERS = [NewsletterWebhookController, TicketsController];

export const OUTREACH_PROVIDERS = [
  provideConfig(NewsletterConfig),
  provideConfig(HelpDeskConfig),
  ProviderCall,
  MailerLite,
  NewsletterContacts,
  NewsletterWebhookService,
  NewsletterJob,
  Zendesk,
  TicketsService,
  WaitingTickets,
  TicketDeliveryJob,
];
