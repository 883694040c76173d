import type { Personal, Secret } from '@ebbflow/kernel';

/**
 * What people really take when a password is asked for. The list in use is every one of these words, every two of them in a
 * row, and what stands on a keyboard in one line; with digits or signs before, between or after, and with the usual
 * letters written as digits. That is what leaked collections are full of once everything shorter than 12 characters is gone.
 */
const WORDS =
  `password passwort passwd pass pwd secret geheim hasło heslo contraseña senha motdepasse parola lozinka wachtwoord
  welcome willkommen bienvenue hello hallo hi login logon signin letmein access enter open master admin administrator root
  user guest test tester testing demo sample default change changeme temp temporary new old my the our your qwerty qwertz
  azerty abc abcd asdf asdfgh zxcvbn qaz wsx iloveyou love lovely loveme forever baby babygirl princess prince angel sunshine
  sunflower flower rose summer winter spring autumn january february march april may june july august september october
  november december monday tuesday wednesday thursday friday saturday sunday football baseball basketball soccer hockey
  golf tennis liverpool arsenal chelsea barcelona dragon monkey tiger lion eagle wolf bear dog cat horse butterfly
  superman batman spiderman pokemon starwars matrix ninja samurai killer hunter shadow freedom trustno letme computer
  internet windows google facebook apple samsung server network database office company business work money family mother
  father daddy mommy michael jessica jennifer daniel thomas charlie ashley michelle nicole jordan robert andrew joshua
  matthew anthony william george chocolate cookie cheese orange banana pepper ginger purple yellow silver golden diamond
  crystal star moon rainbow magic lucky happy smile friends jesus god heaven blessed whatever nothing something
  ebbflow ebb flow automation scenario correct horse battery staple`.split(/\s+/);

const LINES = [
  '1234567890',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwertzuiop',
  'yxcvbnm',
  'azertyuiop',
  'abcdefghijklmnopqrstuvwxyz',
];

const LETTERS: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
};

/** Words and pairs of words: more than ten thousand, and each stands for its forms with digits and signs. */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set([
  ...WORDS,
  ...WORDS.flatMap((first) => WORDS.map((second) => first + second)),
]);

/** Walks along the keyboard or the alphabet, in either direction and beginning anywhere. */
const WALKS = [LINES.join(''), ...LINES].flatMap((line) => {
  const round = line.repeat(3);
  return [round, Array.from(round).reverse().join('')];
});

/** True for a password that stands on every attacker's list, or that is made of the person's own address. */
export function isCommonPassword(password: Secret, email: Personal): boolean {
  const [mailbox = '', domain = ''] = email.reveal().toLowerCase().split('@');
  const known = new Set(
    [mailbox, domain, domain.split('.')[0] ?? ''].map(lettersOf).filter((word) => word.length >= 3),
  );
  return formsOf(password).some((form) => isListed(form, known));
}

/** What it may be meant as, in lower case: as it is, without what stands around it, and with digits read as letters. */
export function formsOf(password: Secret): string[] {
  const text = password.reveal().normalize('NFKC').toLowerCase();
  // Digits around a word are an ending; those within it stand for letters.
  const core = text.replace(/^[^\p{L}@$]+|[^\p{L}@$]+$/gu, '');
  return [text, core, unwritten(core), unwritten(text)];
}

function isListed(form: string, known: ReadonlySet<string>): boolean {
  const plain = form.replace(/[^\p{L}\p{N}]/gu, '');
  return (
    [plain, lettersOf(form)].some(
      (part) =>
        COMMON_PASSWORDS.has(part) ||
        known.has(part) ||
        isRepetition(part) ||
        (part.length >= 3 && WALKS.some((walk) => walk.includes(part))),
    ) ||
    (plain.length < 3 && form.length >= 12)
  );
}

/** `ababab`, `111111`, `passwordpassword`. */
function isRepetition(text: string): boolean {
  const unit = /^(.+?)\1+$/u.exec(text)?.[1];
  return unit !== undefined && (unit.length <= 4 || COMMON_PASSWORDS.has(unit));
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}]/gu, '');
}

/** `p@ssw0rd` as it is meant. */
function unwritten(text: string): string {
  return text.replace(/[013457@$]/g, (sign) => LETTERS[sign] ?? sign);
}
