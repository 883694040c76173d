import type { IncomingMessage, ServerResponse } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock, newId } from '@ebbflow/kernel';
import { DeliveriesService } from '../deliveries/deliveries.service.ts';
import type { OpenHook } from '../hooks/hook.ts';
import { HookDirectory } from '../hooks/hook-directory.ts';
import { tokenOfPath } from '../hooks/hook-token.ts';
import { sendAccepted, sendEmpty, sendHookResponse } from './answer.ts';
import { DoorAddress } from './door-address.ts';
import { DoorConfig } from './door.config.ts';
import {
  BodyTooLargeError,
  DoorOverloadedError,
  DoorStartingError,
  HookDisabledError,
  UnknownHookError,
} from './door.errors.ts';
import { hookRequestOf } from './hook-request-of.ts';
import { declaredLength, readBody } from './read-body.ts';
import { ResponseWaiters } from './response-waiters.ts';

/**
 * One request at the door, in the order that costs us least: path, declared size, hook and its state, the bytes, and only then
 * is anything parsed. Every refusal is thrown, and answered by the door.
 */
@Injectable()
export class HookIntake {
  #pendingBytes = 0;

  constructor(
    @Inject(DoorConfig) private readonly config: DoorConfig,
    @Inject(HookDirectory) private readonly hooks: HookDirectory,
    @Inject(DeliveriesService) private readonly deliveries: DeliveriesService,
    @Inject(ResponseWaiters) private readonly waiters: ResponseWaiters,
    @Inject(DoorAddress) private readonly address: DoorAddress,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @param proceed called when the sender may go on to its body (`Expect: 100-continue`). */
  async receive(request: IncomingMessage, response: ServerResponse, proceed: () => void): Promise<void> {
    const [path, query] = split(request.url ?? '/');
    const token = tokenOfPath(path);
    if (token === undefined) throw new UnknownHookError();
    if (isPreflight(request)) {
      sendEmpty(response, 204);
      return;
    }
    if ((declaredLength(request) ?? 0) > this.config.maxBodyBytes)
      throw new BodyTooLargeError(this.config.maxBodyBytes);
    const hook = await this.hooks.find(token);
    // The token of a mail address is no webhook address.
    if (hook?.kind !== 'webhook') throw new UnknownHookError();
    if (!hook.enabled) throw new HookDisabledError();
    proceed();
    const body = await this.#readBounded(request);
    const hookRequest = hookRequestOf(request, query, body, hook.options);
    const received = { deliveryId: newId('dlv', this.clock.nowMs()), hook, request: hookRequest };
    if (hook.responds) return this.#acceptAndWait(received, response);
    await this.deliveries.accept(received);
    sendAccepted(response);
  }

  async #acceptAndWait(
    received: { deliveryId: string; hook: OpenHook; request: ReturnType<typeof hookRequestOf> },
    response: ServerResponse,
  ): Promise<void> {
    const { replyUrl } = this.address;
    if (replyUrl === undefined) throw new DoorStartingError();
    const waiter = this.waiters.wait(received.deliveryId, this.config.responseTimeout.milliseconds);
    // A sender who hangs up must not hold its place until the time is over.
    response.once('close', () => waiter.release());
    try {
      await this.deliveries.accept({ ...received, replyTo: replyUrl });
      const answer = await waiter.response;
      if (answer === undefined) sendAccepted(response);
      else sendHookResponse(response, answer);
    } finally {
      waiter.release();
    }
  }

  /** All bodies under way together are bounded too: 5 MiB each is little, a thousand of them is the whole memory. */
  async #readBounded(request: IncomingMessage): Promise<Buffer> {
    let counted = 0;
    try {
      return await readBody(request, this.config.maxBodyBytes, (count) => {
        counted += count;
        this.#pendingBytes += count;
        return this.#pendingBytes > this.config.maxPendingBytes ? new DoorOverloadedError() : undefined;
      });
    } finally {
      this.#pendingBytes -= counted;
    }
  }
}

function split(url: string): [string, string] {
  const mark = url.indexOf('?');
  return mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)];
}

function isPreflight(request: IncomingMessage): boolean {
  return request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined;
}
