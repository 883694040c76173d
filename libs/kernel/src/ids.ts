import { randomBytes, randomFillSync } from 'node:crypto';

/** Brands a string at compile time; at run time it is a plain string. */
export type Branded<Base, Brand extends string> = Base & { readonly __brand: Brand };

export type OrganisationId = Branded<string, 'org'>;
export type UserId = Branded<string, 'usr'>;
export type ScenarioId = Branded<string, 'scn'>;
export type RunId = Branded<string, 'run'>;
export type HookId = Branded<string, 'hok'>;
export type DeliveryId = Branded<string, 'dlv'>;
export type ConnectionId = Branded<string, 'con'>;
/** Organisation is the tenant: the unit of isolation, keys and erasure. */
export type TenantId = OrganisationId;

/** Every id prefix in the system, with the thing it names. An id is `<prefix>_<32 hex digits>`. */
export const ID_PREFIXES = {
  org: 'organisation',
  usr: 'user',
  tok: 'API token',
  ses: 'session',
  reg: 'registration',
  pwr: 'password reset',
  psi: 'pending sign-in',
  rec: 'recovery code',
  pky: 'passkey',
  spa: 'account at a sign-in provider',
  emc: 'change of an e-mail address',
  mal: 'mail',
  ord: 'payment order',
  pay: 'payment',
  ivc: 'invoice',
  tkt: 'request for help',
  aud: 'audit entry',
  cns: 'consent record',
  pgv: 'page view',
  scn: 'scenario',
  run: 'run',
  hok: 'hook',
  dlv: 'delivery',
  con: 'connection',
  key: 'tenant key',
  fld: 'scenario folder',
  tea: 'team',
  rol: 'role',
  inv: 'invitation',
  inc: 'incomplete execution',
  ntf: 'notification',
  rpl: 'replay',
  dst: 'data store',
  dsr: 'data structure',
  var: 'variable',
  dev: 'device',
  dcm: 'device command',
  sec: 'hook secret',
  kch: 'keychain key',
  lst: 'log stream',
  sbr: 'subject request',
  sbn: 'notice about a subject request',
  sbx: 'subject export',
  odc: 'controller that sends signed requests',
  era: 'erasure',
  crt: 'certificate of an erasure',
  hld: 'legal hold',
  brc: 'breach',
  acl: 'entry of the access log',
} as const;
export type IdPrefix = keyof typeof ID_PREFIXES;

let lastMillisecond = 0;
let sequence = 0;

/** Randomness for 512 ids at a time: asked for one by one it was 8 % of the gateway's time for a webhook. */
const pool = Buffer.alloc(4_096);
let poolUsed = pool.length;

function randomTail(): Buffer {
  if (poolUsed === pool.length) {
    randomFillSync(pool);
    poolUsed = 0;
  }
  poolUsed += 8;
  return pool.subarray(poolUsed - 8, poolUsed);
}

/**
 * A UUID version 7 (RFC 9562): 48 bits of milliseconds, then a 12-bit counter, then randomness.
 * The counter makes ids of one process strictly increasing, so that a batch inserted in creation
 * order also sorts in that order. Not a secret: 62 random bits only.
 */
export function newUuid(nowMs: number = Date.now()): string {
  if (nowMs > lastMillisecond) {
    lastMillisecond = nowMs;
    sequence = randomBytes(1).readUInt8(0);
  } else if (++sequence > 0xfff) {
    lastMillisecond += 1;
    sequence = 0;
  }
  const bytes = Buffer.allocUnsafe(16);
  bytes.writeUIntBE(lastMillisecond, 0, 6);
  bytes.writeUInt16BE(0x7000 | sequence, 6);
  randomTail().copy(bytes, 8);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** A new prefixed id, e.g. `newId<RunId>('run')` → `run_0193…`. Sortable by creation time. */
export function newId<Id extends string>(prefix: IdPrefix, nowMs?: number): Id {
  return `${prefix}_${newUuid(nowMs).replaceAll('-', '')}` as Id;
}

/** True for `<prefix>_` followed by 32 lower-case hex digits; says nothing about existence. */
export function isId(prefix: IdPrefix, value: unknown): value is string {
  return typeof value === 'string' && new RegExp(`^${prefix}_[0-9a-f]{32}$`).test(value);
}
