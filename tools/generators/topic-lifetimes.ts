import { retentionPolicy } from '@ebbflow/policy';

const TOPICS = { EVENT_LIFETIME: 'events', DEAD_LETTER_LIFETIME: 'dead-letters' } as const;

/**
 * The text of `libs/contracts/src/topic-lifetimes.ts`. Contracts stand below the policy, are read by browsers as well and may open no file; so
 * the policy's lifetimes of topics are written into them, and a test holds the two together.
 */
export function topicLifetimes(policy = retentionPolicy()): string {
  const lines = Object.entries(TOPICS).map(([name, id]) => {
    const { title, from } = policy.term(id);
    return `/** ${title}, from ${from}. */\nexport const ${name}: Duration = Duration.parse('${policy.termLength(id).toString()}');\n`;
  });
  return [
    "import { Duration } from '@ebbflow/kernel';\n",
    '// Written by tools/generators/write-topic-lifetimes.mjs from libs/policy/policy/retention.yaml; change it there.\n',
    lines.join('\n'),
  ].join('\n');
}
