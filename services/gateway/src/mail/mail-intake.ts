import type { Readable } from 'node:stream';
import { Inject, Injectable } from '@nestjs/common';
import type { HookRequest } from '@ebbflow/contracts';
import { CLOCK, type Clock, newId } from '@ebbflow/kernel';
import { DeliveriesService } from '../deliveries/deliveries.service.ts';
import { SenderGoneError } from '../door/door.errors.ts';
import { isOver, type OpenHook } from '../hooks/hook.ts';
import { HookDirectory } from '../hooks/hook-directory.ts';
import { isHookToken } from '../hooks/hook-token.ts';
import { QueueService } from '../queue/queue.service.ts';
import { MailConfig } from './mail.config.ts';
import {
  mailboxBusy,
  mailboxDisabled,
  mailboxFull,
  mailOverloaded,
  mailTooLarge,
  relayRefused,
  unknownMailbox,
} from './mail.errors.ts';
import { mailboxOf } from './mailbox.ts';
import { MailRate } from './mail-rate.ts';

/** Where one mail is to go. */
export interface Mailbox {
  readonly hook: OpenHook;
  readonly address: string;
}

/**
 * One mail, in the order that costs us least: domain, hook and its state, rate, then the bytes, counted, and then it is stored as
 * it came, once for each hook. Nothing of it is parsed here. Every refusal is thrown and answered by the door.
 */
@Injectable()
export class MailIntake {
  readonly #rate: MailRate;
  #pendingBytes = 0;

  constructor(
    @Inject(MailConfig) private readonly config: MailConfig,
    @Inject(HookDirectory) private readonly hooks: HookDirectory,
    @Inject(DeliveriesService) private readonly deliveries: DeliveriesService,
    @Inject(QueueService) private readonly queue: QueueService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.#rate = new MailRate(config.maxPerTenSeconds);
  }

  /**
   * Asked for each recipient, before the sender may go on to its mail: here it can be told of one of them alone. Once the mail is there,
   * one answer counts for all, and a sender that is put off by one sends again to those who have it already.
   * @throws MailRefusal, TransientError
   */
  async admit(address: string): Promise<Mailbox> {
    const token = mailboxOf(address, this.config.domain);
    if (token === undefined) throw relayRefused();
    const hook = isHookToken(token) ? await this.hooks.find(token) : undefined;
    if (hook?.kind !== 'mail') throw unknownMailbox();
    if (!hook.enabled || isOver(hook, this.clock.nowMs())) throw mailboxDisabled();
    if (!this.#rate.admit(hook.id, this.clock.nowMs())) throw mailboxBusy();
    if (!(await this.queue.hasRoom(hook))) throw mailboxFull();
    return { hook, address };
  }

  /** Reads the mail to its end, also when it is refused meanwhile: the answer is due only then. @throws MailRefusal, SenderGoneError */
  async read(stream: Readable): Promise<Buffer> {
    const chunks: Buffer[] = [];
    let [length, held] = [0, 0];
    let refusal: Error | undefined;
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        length += chunk.length;
        if (length > this.config.maxBytes) refusal = mailTooLarge(this.config.maxBytes);
        else if (this.#pendingBytes + chunk.length > this.config.maxPendingBytes) refusal ??= mailOverloaded();
        if (refusal !== undefined) {
          this.#pendingBytes -= held;
          held = 0;
          chunks.length = 0;
          continue;
        }
        held += chunk.length;
        this.#pendingBytes += chunk.length;
        chunks.push(chunk);
      }
    } catch (cause) {
      // Of the connection alone: anybody may hang up, which is no fault of ours.
      throw new SenderGoneError(cause);
    } finally {
      this.#pendingBytes -= held;
    }
    if (refusal !== undefined) throw refusal;
    return Buffer.concat(chunks, length);
  }

  /**
   * Resolves once a delivery of each hook is committed. When one of several fails the sender is put off and sends the mail to all again:
   * SMTP has one answer for all, and a mail that comes twice is better than one that is lost.
   */
  async accept(mailboxes: readonly Mailbox[], from: string, mail: Buffer): Promise<void> {
    const body = mail.toString('base64');
    await Promise.all(
      mailboxes.map(({ hook, address }) =>
        this.deliveries.accept({
          deliveryId: newId('dlv', this.clock.nowMs()),
          hook,
          request: requestOf(body, { from, to: address }),
        }),
      ),
    );
  }
}

function requestOf(body: string, envelope: { from: string; to: string }): HookRequest {
  return {
    kind: 'mail',
    method: '',
    query: '',
    headers: [],
    contentType: 'message/rfc822',
    body,
    options: { headers: false, method: false, passThrough: false },
    envelope,
  };
}
