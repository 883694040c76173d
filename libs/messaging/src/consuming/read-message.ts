import type { EventDefinition } from '@ebbflow/contracts';
import { isId, parseUntrustedJson } from '@ebbflow/kernel';
import type { ReceivedEvent } from '../events/received-event.ts';
import { MalformedMessageError } from '../messaging.errors.ts';
import type { WireMessage } from '../transport.ts';

/**
 * A message of the wire as an event, checked against its schema.
 * @throws MalformedMessageError naming the field at fault, never its value.
 */
export function readMessage(definition: EventDefinition, message: WireMessage): ReceivedEvent<unknown> {
  const { id, tenant, time, subject, traceparent } = message.attributes;
  if (!id) throw new MalformedMessageError('The message has no CloudEvents id.');
  if (!isId('org', tenant)) throw new MalformedMessageError('The tenant attribute is no organisation id.');
  const at = new Date(time ?? '');
  if (Number.isNaN(at.getTime())) throw new MalformedMessageError('The time attribute is no instant.');
  const checked = definition.schema.safeParse(parseUntrustedJson(message.data.toString('utf8')));
  if (!checked.success) {
    const pointer = checked.error.issues[0]?.path.map(String).join('/') ?? '';
    throw new MalformedMessageError(`The data does not match ${definition.name} at /${pointer}.`);
  }
  return {
    id,
    tenantId: tenant,
    time: at,
    subject: subject ?? message.key,
    key: message.key,
    ...(traceparent === undefined ? {} : { traceparent }),
    data: checked.data,
  };
}
