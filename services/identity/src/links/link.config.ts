import type { Settings } from '@ebbflow/config';
import type { Duration } from '@ebbflow/kernel';

/** Links that are sent to an address to see whether somebody reads there. */
export class LinkConfig {
  /** May anybody who reaches the console register, or only those who are invited? Default open. */
  readonly registration: 'open' | 'closed';
  /** How long the link that confirms a registration is valid. Default 24h. */
  readonly registrationLifetime: Duration;
  /** How long the link to a new password is valid. Default 1h. */
  readonly resetLifetime: Duration;
  /** How long the link of an invitation is valid. Default 7d. */
  readonly invitationLifetime: Duration;

  constructor(settings: Settings) {
    this.registration = settings.oneOf('EBB_IDENTITY_REGISTRATION', ['open', 'closed'], { default: 'open' });
    this.registrationLifetime = settings.duration('EBB_IDENTITY_REGISTRATION_LIFETIME', {
      default: '24h',
      min: '5m',
      max: '24h',
    });
    this.resetLifetime = settings.duration('EBB_IDENTITY_RESET_LIFETIME', { default: '1h', min: '5m', max: '1h' });
    this.invitationLifetime = settings.duration('EBB_IDENTITY_INVITATION_LIFETIME', {
      default: '7d',
      min: '1h',
      max: '14d',
    });
  }
}
