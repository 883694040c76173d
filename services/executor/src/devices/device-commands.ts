import {
  type Bundle,
  type DeviceCommand,
  type DevicePort,
  isBundle,
  ModuleError,
  type Value,
} from '@ebbflow/connector-sdk';
import { sentCommandSchema } from '@ebbflow/contracts';
import type { EnginePorts } from '@ebbflow/engine';
import { ExpectedError, type JsonValue, TransientError } from '@ebbflow/kernel';
import { ServiceClient } from '@ebbflow/service-host';
import { Injectable } from '@nestjs/common';
import type { AttemptScope } from '../runs/attempt/attempt-scope.ts';
import type { PortPart } from '../runs/attempt/port-part.ts';
import type { RunJournal } from '../runs/journal/run-journal.ts';

/** Pause before a run is tried again because the gateway is away. */
const AWAY_MS = 5_000;

/** Tells devices what to do, through the gateway, which knows a repeated command by its key. */
@Injectable()
export class DeviceCommands implements PortPart {
  constructor(private readonly client: ServiceClient) {}

  of(scope: AttemptScope, journal: Pick<RunJournal, 'settle'>): Partial<EnginePorts> {
    const devices: DevicePort = {
      send: async (command) => {
        // What was done before must be durable before something outside happens again.
        await journal.settle();
        scope.assertMayAct();
        return this.#send(scope, command);
      },
    };
    return { devices };
  }

  async #send(scope: AttemptScope, command: DeviceCommand): Promise<{ commandId: string; expiresAt: Date }> {
    const { deviceId, name, ttlSeconds, idempotencyKey } = command;
    const path = `/internal/v1/devices/${encodeURIComponent(deviceId)}/commands`;
    const args = toJson(command.arguments);
    const body = { tenantId: scope.run.tenantId, requestKey: idempotencyKey, name, arguments: args, ttlSeconds };
    try {
      const sent = await this.client.call('gateway', 'POST', path, { body, schema: sentCommandSchema });
      return { commandId: sent.commandId, expiresAt: new Date(sent.expiresAt) };
    } catch (thrown) {
      if (thrown instanceof TransientError) scope.end({ kind: 'handed-back', dueInMs: AWAY_MS });
      scope.signal.throwIfAborted();
      if (!(thrown instanceof ExpectedError)) throw thrown;
      throw new ModuleError(thrown.status === 429 ? 'RateLimitError' : 'DataError', thrown.message, { cause: thrown });
    }
  }
}

/** Plain JSON, as an app on a phone reads it: instants in ISO 8601, bytes in base64. */
function toJson(bundle: Bundle): Record<string, JsonValue> {
  return Object.fromEntries(Object.entries(bundle).map(([key, value]) => [key, jsonOf(value)]));
}

function jsonOf(value: Value): JsonValue {
  if (value === undefined) return null;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (Array.isArray(value)) return value.map(jsonOf);
  return isBundle(value) ? toJson(value) : value;
}
