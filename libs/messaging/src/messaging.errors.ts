import { DefectError, ExpectedError, TransientError } from '@ebbflow/kernel';

/** A producer made an event that its own schema refuses. Nothing was stored. */
export class BadEventError extends DefectError {
  constructor(event: string, field: string) {
    super(
      'MESSAGING.BAD_EVENT',
      `Event ${event} does not match its schema at /${field}; see the definition in libs/contracts.`,
    );
  }
}

/** A message arrived that cannot be understood: no id, unknown type, no JSON, or against its schema. Goes to dead letters. */
export class MalformedMessageError extends ExpectedError {
  constructor(reason: string) {
    super('MESSAGING.MALFORMED', 400, reason);
  }
}

/** The broker does not take or give messages now. */
export class BrokerUnavailableError extends TransientError {
  constructor(cause: unknown) {
    super('MESSAGING.BROKER_UNAVAILABLE', 'The message broker cannot be reached now; the outbox keeps the events.', {
      cause,
    });
  }
}

/** The transport is being closed; what was not finished comes again after the restart. */
export class TransportClosedError extends TransientError {
  constructor() {
    super('MESSAGING.CLOSED', 'The transport is closed; the message comes again after the restart.');
  }
}

/** Nobody takes this topic yet: the service that does has not started. The outbox keeps the events until then. */
export class NoSubscriberError extends TransientError {
  constructor(topic: string) {
    super('MESSAGING.NO_SUBSCRIBER', `No consumer of topic ${topic} is running yet; its events wait in the outbox.`, {
      details: { topic },
    });
  }
}

/** Two methods claim the same event in the same group; each would get only what the other leaves. */
export class DuplicateConsumerError extends DefectError {
  constructor(event: string, group: string) {
    super(
      'MESSAGING.DUPLICATE_CONSUMER',
      `Event ${event} has two consumers in group ${group}; give one a group of its own.`,
    );
  }
}

/** MessagingModule and PersistenceModule of one service name different schemas. */
export class WrongSchemaError extends DefectError {
  constructor(wanted: string, actual: string) {
    super(
      'MESSAGING.WRONG_SCHEMA',
      `MessagingModule is for schema ${wanted}, but the service's database is ${actual}.`,
    );
  }
}
