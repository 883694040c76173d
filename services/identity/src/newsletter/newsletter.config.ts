import { ConfigError, type Settings } from '@ebbflow/config';
import type { Secret } from '@ebbflow/kernel';

/** MailerLite, for those who want to hear of new features (C33). Without a token nobody is known there. */
export class NewsletterConfig {
  /** API token of MailerLite, also from the file EBB_MAILERLITE_TOKEN_FILE names. */
  readonly token: Secret | undefined;
  /** Where its API is. Default `https://connect.mailerlite.com`. */
  readonly url: URL;
  /** Id of the group people are put into there. */
  readonly group: string | undefined;
  /** Secret MailerLite signs its webhook with, also from the file EBB_MAILERLITE_WEBHOOK_SECRET_FILE names. Needed with the token: who unsubscribes there must count here. */
  readonly webhookSecret: Secret | undefined;

  constructor(settings: Settings) {
    this.token = settings.optionalSecret('EBB_MAILERLITE_TOKEN');
    this.url = settings.url('EBB_MAILERLITE_URL', { default: 'https://connect.mailerlite.com' });
    this.group = settings.optionalString('EBB_MAILERLITE_GROUP');
    this.webhookSecret = settings.optionalSecret('EBB_MAILERLITE_WEBHOOK_SECRET');
    if ((this.token === undefined) !== (this.webhookSecret === undefined))
      throw new ConfigError(
        'EBB_MAILERLITE_WEBHOOK_SECRET',
        'goes together with EBB_MAILERLITE_TOKEN: who unsubscribes in a newsletter must be heard.',
      );
  }
}
