import * as contracts from '@ebbflow/contracts';
import { DEAD_LETTER_LIFETIME, type EventDefinition } from '@ebbflow/contracts';
import type { Duration } from '@ebbflow/kernel';
import { DEAD_LETTER_SUFFIX } from '../consuming/topic-dead-letters.ts';

export interface TopicDefinition {
  readonly name: string;
  readonly retention: Duration;
}

/** Every event of the contracts; found by shape, so that a new event file needs no second list. */
export function knownEvents(): EventDefinition[] {
  return Object.values<unknown>(contracts).filter(isEventDefinition);
}

function isEventDefinition(exported: unknown): exported is EventDefinition {
  return (
    typeof exported === 'object' &&
    exported !== null &&
    'topic' in exported &&
    'retention' in exported &&
    'schema' in exported
  );
}

/** A topic keeps its events as long as the longest-lived of them, and has a sister for dead letters. */
export function topicDefinitions(events: readonly EventDefinition[]): Map<string, TopicDefinition> {
  const topics = new Map<string, TopicDefinition>();
  for (const { topic, retention } of events) {
    const known = topics.get(topic);
    if (!known || known.retention.milliseconds < retention.milliseconds) topics.set(topic, { name: topic, retention });
    const deadLetters = `${topic}${DEAD_LETTER_SUFFIX}`;
    topics.set(deadLetters, { name: deadLetters, retention: DEAD_LETTER_LIFETIME });
  }
  return topics;
}
