import type { KafkaMessage, Message } from 'kafkajs';
import type { WireMessage } from '../transport.ts';

const PREFIX = 'ce_';

/** CloudEvents 1.0, Kafka binding, binary mode: attributes as `ce_…` headers, data as the value. */
export function toKafka({ key, attributes, data }: WireMessage): Message {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  for (const [name, value] of Object.entries(attributes)) headers[PREFIX + name] = value;
  return { key, value: data, headers };
}

/** The other way. What is not ours is left out; a message without any of it fails later as malformed. */
export function fromKafka(topic: string, { key, value, headers }: KafkaMessage): WireMessage {
  const attributes: Record<string, string> = {};
  for (const [name, raw] of Object.entries(headers ?? {})) {
    const single = Array.isArray(raw) ? raw[0] : raw;
    if (name.startsWith(PREFIX) && single !== undefined) attributes[name.slice(PREFIX.length)] = single.toString();
  }
  return { topic, key: key?.toString() ?? '', attributes, data: value ?? Buffer.alloc(0) };
}

/** What it takes up on the wire, roughly and rather too much. */
export function wireBytes({ key, attributes, data }: WireMessage): number {
  let bytes = 64 + key.length + data.length;
  for (const [name, value] of Object.entries(attributes)) bytes += 8 + name.length + value.length;
  return bytes;
}
