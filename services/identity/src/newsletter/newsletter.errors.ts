import { ExpectedError } from '@ebbflow/kernel';

/** 400: not signed by the newsletter's provider, or there is none. Nothing of the body was looked at. */
export class NewsletterSignatureWrongError extends ExpectedError {
  constructor() {
    super(
      'IDENTITY.NEWSLETTER_SIGNATURE_WRONG',
      400,
      'The signature is not one of the newsletter provider over these bytes. Check the webhook secret in the settings.',
    );
  }
}

/** 400: signed, but not in the form of the provider's messages. */
export class NewsletterUnreadableError extends ExpectedError {
  constructor() {
    super('IDENTITY.NEWSLETTER_UNREADABLE', 400, 'This is not a message as the newsletter provider writes them.');
  }
}
