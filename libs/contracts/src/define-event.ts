import { DefectError, type Duration } from '@ebbflow/kernel';
import type { z } from 'zod';
import type { ServiceName } from './topology.ts';

/** What a reader of the topic may see: `none` = ids and numbers; `sealed` = also ciphertext under a tenant's key. Plain personal data is not a choice. */
export type DataClass = 'none' | 'sealed';

export interface EventDefinition<Schema extends z.ZodType = z.ZodType> {
  /** `<service>.<fact>.v<N>`; with the prefix `ebbflow.` this is the CloudEvents type. */
  readonly name: string;
  readonly type: string;
  readonly topic: string;
  readonly producer: ServiceName;
  readonly schema: Schema;
  /** The thing whose order matters; becomes the Kafka key. Ids only. */
  readonly key: (data: z.infer<Schema>) => string;
  readonly dataClass: DataClass;
  /** How long Kafka keeps it; always shorter than the shortest TTL of what it carries. */
  readonly retention: Duration;
  readonly example: z.infer<Schema>;
}

/**
 * Everything that is true of one event, in one file. The topic is derived from producer and noun
 * (`ebbflow.executor.run`), never typed by hand elsewhere.
 * @throws DefectError `CONTRACTS.BAD_EVENT` at import time when name or example break the rules.
 */
export function defineEvent<Schema extends z.ZodType>(definition: {
  producer: ServiceName;
  noun: string;
  fact: string;
  version: number;
  schema: Schema;
  key: (data: z.infer<Schema>) => string;
  dataClass: DataClass;
  retention: Duration;
  example: z.infer<Schema>;
}): EventDefinition<Schema> {
  const { producer, noun, fact, version, ...rest } = definition;
  const name = `${producer}.${fact}.v${String(version)}`;
  if (!/^[a-z-]+\.[a-z-]+\.v[1-9]\d*$/.test(name) || !/^[a-z-]+$/.test(noun)) {
    throw new DefectError('CONTRACTS.BAD_EVENT', `Event ${name} must be <service>.<fact>.v<N> in kebab-case.`);
  }
  const checked = definition.schema.safeParse(definition.example);
  if (!checked.success) {
    throw new DefectError('CONTRACTS.BAD_EVENT', `The example of event ${name} does not match its schema.`);
  }
  return { ...rest, name, type: `ebbflow.${name}`, topic: `ebbflow.${producer}.${noun}`, producer };
}
