import type { Secret } from '@ebbflow/kernel';
import { formsOf } from './common-passwords.policy.ts';

/** Shorter ones stand within too many good passwords. */
const SHORTEST = 4;

let list: Promise<string> | undefined;

/**
 * Whether it is one of 49,233 passwords from collections that leaked, also with digits and signs before and after, between, or for letters:
 * few of them have 12 characters, and what people do with the others is to append some. The list is loaded when it is first asked, and is
 * one text of 0.4 MB: a set of strings takes ten times as much and is no faster beside a hash, a filter of hashes refuses a good password
 * now and then. A look takes 0.3 ms.
 */
export async function isBreachedPassword(password: Secret): Promise<boolean> {
  const known = await (list ??= load());
  return formsOf(password)
    .flatMap((form) => [form, form.replace(/[^\p{L}\p{N}]/gu, '')])
    .some((form) => form.length >= SHORTEST && !form.includes('\n') && known.includes(`\n${form}\n`));
}

async function load(): Promise<string> {
  const { dictionary } = await import('@zxcvbn-ts/language-common');
  return `\n${dictionary['passwords-common'].join('\n').toLowerCase()}\n`;
}
