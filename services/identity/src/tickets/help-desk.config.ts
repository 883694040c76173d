import { ConfigError, type Settings } from '@ebbflow/config';
import type { Secret } from '@ebbflow/kernel';

/** Zendesk, for those who ask for help (C34). Without it there is no form. */
export class HelpDeskConfig {
  /** Where it is: `https://<subdomain>.zendesk.com`. */
  readonly url: URL | undefined;
  /** Address of the agent in whose name requests are made there. */
  readonly user: Secret | undefined;
  /** That agent's API token, also from the file EBB_ZENDESK_TOKEN_FILE names. */
  readonly token: Secret | undefined;

  constructor(settings: Settings) {
    const url = settings.optionalString('EBB_ZENDESK_URL');
    if (url !== undefined && !URL.canParse(url)) throw new ConfigError('EBB_ZENDESK_URL', 'must be an absolute URL.');
    this.url = url === undefined ? undefined : new URL(url);
    this.user = settings.optionalSecret('EBB_ZENDESK_USER');
    this.token = settings.optionalSecret('EBB_ZENDESK_TOKEN');
    const given = [this.url, this.user, this.token].filter((part) => part !== undefined).length;
    if (given !== 0 && given !== 3)
      throw new ConfigError(
        'EBB_ZENDESK_TOKEN',
        'goes together with EBB_ZENDESK_URL and EBB_ZENDESK_USER; set all or none.',
      );
  }
}
