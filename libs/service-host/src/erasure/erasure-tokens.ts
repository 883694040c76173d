/** Injection tokens of what the erasure module makes. */
export const ERASURES: unique symbol = Symbol('ebbflow.erasures');
export const DATA_MAP: unique symbol = Symbol('ebbflow.data-map');
export const LEDGER_REPLAY: unique symbol = Symbol('ebbflow.ledger-replay');
