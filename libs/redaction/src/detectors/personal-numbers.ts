import { validate as austrian } from 'stdnum/lib/cjs/at/vnr.js';
import { validate as belgian } from 'stdnum/lib/cjs/be/nn.js';
import { validate as bulgarian } from 'stdnum/lib/cjs/bg/egn.js';
import { validate as swiss } from 'stdnum/lib/cjs/ch/ssn.js';
import { validate as czech } from 'stdnum/lib/cjs/cz/rc.js';
import { validate as german } from 'stdnum/lib/cjs/de/idnr.js';
import { validate as danish } from 'stdnum/lib/cjs/dk/cpr.js';
import { validate as estonian } from 'stdnum/lib/cjs/ee/ik.js';
import { validate as spanish } from 'stdnum/lib/cjs/es/dni.js';
import { validate as spanishForeigner } from 'stdnum/lib/cjs/es/nie.js';
import { validate as finnish } from 'stdnum/lib/cjs/fi/hetu.js';
import { validate as french } from 'stdnum/lib/cjs/fr/nir.js';
import { validate as british } from 'stdnum/lib/cjs/gb/nino.js';
import { validate as croatian } from 'stdnum/lib/cjs/hr/oib.js';
import { validate as italian } from 'stdnum/lib/cjs/it/codicefiscale.js';
import { validate as lithuanian } from 'stdnum/lib/cjs/lt/asmens.js';
import { validate as dutch } from 'stdnum/lib/cjs/nl/bsn.js';
import { validate as norwegian } from 'stdnum/lib/cjs/no/fodselsnummer.js';
import { validate as polish } from 'stdnum/lib/cjs/pl/pesel.js';
import { validate as romanian } from 'stdnum/lib/cjs/ro/cnp.js';
import { validate as swedish } from 'stdnum/lib/cjs/se/personnummer.js';
import { validate as slovenian } from 'stdnum/lib/cjs/si/emso.js';
import { validate as slovak } from 'stdnum/lib/cjs/sk/rc.js';
import { validate as american } from 'stdnum/lib/cjs/us/ssn.js';

interface PersonalNumber {
  /** How it is written. Where a number has no check digit, only with its separators: any nine digits would be one otherwise. */
  readonly shape: RegExp;
  readonly validate: (text: string) => { readonly isValid: boolean };
}

/** Ten digits have a check (mod 11); the nine of those born before 1954 have none. */
const BIRTH_NUMBER = /^\d{6}\/?\d{4}$|^\d{6}\/\d{3}$/;

/** Numbers that states give to people, by country. Which digits and dates are right is stdnum's to know. */
export const PERSONAL_NUMBERS: Readonly<Record<string, readonly PersonalNumber[]>> = {
  AT: [{ shape: /^\d{4} ?\d{6}$/, validate: austrian }],
  BE: [{ shape: /^\d{2}\.?\d{2}\.?\d{2}-?\d{3}\.?\d{2}$/, validate: belgian }],
  BG: [{ shape: /^\d{10}$/, validate: bulgarian }],
  CH: [{ shape: /^756\.?\d{4}\.?\d{4}\.?\d{2}$/, validate: swiss }],
  CZ: [{ shape: BIRTH_NUMBER, validate: czech }],
  DE: [{ shape: /^\d{2} ?\d{3} ?\d{3} ?\d{3}$/, validate: german }],
  DK: [{ shape: /^\d{6}-?\d{4}$/, validate: danish }],
  EE: [{ shape: /^\d{11}$/, validate: estonian }],
  ES: [
    { shape: /^\d{8}-?[A-Z]$/i, validate: spanish },
    { shape: /^[XYZ]-?\d{7}-?[A-Z]$/i, validate: spanishForeigner },
  ],
  FI: [{ shape: /^\d{6}[-+ABCDEFYXWVU]\d{3}[0-9A-Y]$/i, validate: finnish }],
  FR: [{ shape: /^[12] ?\d{2} ?\d{2} ?\d[\dAB] ?\d{3} ?\d{3} ?\d{2}$/i, validate: french }],
  GB: [{ shape: /^[A-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]$/i, validate: british }],
  HR: [{ shape: /^\d{11}$/, validate: croatian }],
  IT: [
    { shape: /^[A-Z]{6}[0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]$/i, validate: italian },
  ],
  LT: [{ shape: /^\d{11}$/, validate: lithuanian }],
  NL: [{ shape: /^\d{9}$|^\d{4}\.\d{2}\.\d{3}$/, validate: dutch }],
  NO: [{ shape: /^\d{6} ?\d{5}$/, validate: norwegian }],
  PL: [{ shape: /^\d{11}$/, validate: polish }],
  RO: [{ shape: /^\d{13}$/, validate: romanian }],
  SE: [{ shape: /^(?:\d{2})?\d{6}[-+]?\d{4}$/, validate: swedish }],
  SI: [{ shape: /^\d{13}$/, validate: slovenian }],
  SK: [{ shape: BIRTH_NUMBER, validate: slovak }],
  US: [{ shape: /^\d{3}-\d{2}-\d{4}$/, validate: american }],
};

export function isPersonalNumber(text: string, countries: readonly string[]): boolean {
  return countries.some((country) =>
    (PERSONAL_NUMBERS[country] ?? []).some(({ shape, validate }) => shape.test(text) && validate(text).isValid),
  );
}
