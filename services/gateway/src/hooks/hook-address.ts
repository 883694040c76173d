import { Inject, Injectable } from '@nestjs/common';
import type { HookKind } from '@ebbflow/contracts';
import { DoorAddress } from '../door/door-address.ts';
import { MailConfig } from '../mail/mail.config.ts';

/** What to give to a sender: a URL, a mail address, or where devices talk to. */
@Injectable()
export class HookAddress {
  constructor(
    @Inject(DoorAddress) private readonly door: DoorAddress,
    @Inject(MailConfig) private readonly mail: MailConfig,
  ) {}

  of(kind: HookKind, token: string): string {
    if (kind === 'mail') return `${token}@${this.mail.domain}`;
    return kind === 'device' ? `${this.door.url}/device/v1` : this.door.hookUrl(token);
  }
}
