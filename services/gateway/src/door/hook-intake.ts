import type { IncomingMessage, ServerResponse } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { HookDirectory } from '../hooks/hook-directory.ts';
import { tokenOfPath } from '../hooks/hook-token.ts';
import { SignatureChecks } from '../signatures/signature-checks.ts';
import { structureFaultsOf } from '../structures/structure-faults-of.ts';
import { sendEmpty } from './answer.ts';
import { BodyReader } from './body-reader.ts';
import { corsHeaders, isPreflight } from './cors.policy.ts';
import { BodyMismatchError, UnknownHookError } from './door.errors.ts';
import { EntryChecks } from './entry-checks.ts';
import { hookRequestOf } from './hook-request-of.ts';
import { Reception } from './reception.ts';

/**
 * One request at the door, in the order that costs us least: path, declared size, hook, then its state, the sender's address, rate
 * and API key, the bytes, their signature, and only then is anything parsed. Every refusal is thrown, and answered by the door.
 */
@Injectable()
export class HookIntake {
  constructor(
    @Inject(HookDirectory) private readonly hooks: HookDirectory,
    @Inject(EntryChecks) private readonly entry: EntryChecks,
    @Inject(BodyReader) private readonly bodies: BodyReader,
    @Inject(SignatureChecks) private readonly signatures: SignatureChecks,
    @Inject(Reception) private readonly reception: Reception,
  ) {}

  /** @param proceed called when the sender may go on to its body (`Expect: 100-continue`). */
  async receive(request: IncomingMessage, response: ServerResponse, proceed: () => void): Promise<void> {
    const [path, query] = split(request.url ?? '/');
    const token = tokenOfPath(path);
    if (token === undefined) throw new UnknownHookError();
    this.bodies.refuseTooLarge(request);
    const hook = await this.hooks.find(token);
    if (isPreflight(request)) {
      const allowed = hook?.kind === 'webhook' ? hook.settings.allowedOrigins : [];
      for (const [name, value] of corsHeaders(request, allowed)) response.setHeader(name, value);
      sendEmpty(response, 204);
      return;
    }
    // The token of a mail address is no webhook address.
    if (hook?.kind !== 'webhook') throw new UnknownHookError();
    await this.entry.pass(hook, request, response);
    proceed();
    const body = await this.bodies.read(request);
    await this.signatures.pass(hook, request, body);
    const hookRequest = hookRequestOf(request, query, body, hook.options);
    const faults = hook.structure === null ? [] : structureFaultsOf(hook.structure, hookRequest);
    if (faults.length > 0) throw new BodyMismatchError(faults);
    await this.reception.take(hook, hookRequest, response);
  }
}

function split(url: string): [string, string] {
  const mark = url.indexOf('?');
  return mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)];
}
