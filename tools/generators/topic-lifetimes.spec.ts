import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { retentionPolicy } from '@ebbflow/policy';
import { topicLifetimes } from './topic-lifetimes.ts';

const root = resolve(import.meta.dirname, '../..');

it('is what the contracts say', () => {
  expect(readFileSync(join(root, 'libs/contracts/src/topic-lifetimes.ts'), 'utf8')).toBe(topicLifetimes());
});

it('follows the policy', () => {
  const policy = retentionPolicy();
  expect(topicLifetimes()).toContain(`Duration.parse('${policy.termLength('events').toString()}')`);
  expect(topicLifetimes()).toContain(`Duration.parse('${policy.termLength('dead-letters').toString()}')`);
});
