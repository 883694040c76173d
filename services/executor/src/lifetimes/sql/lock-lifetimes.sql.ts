import type { Statement } from '@ebbflow/persistence';

/** Until the end of the transaction: what follows from a setting and which scenarios it is for must not change beside each other. $1 tenant */
export const lockLifetimes: Statement = {
  name: 'lock-lifetimes',
  text: `select pg_advisory_xact_lock(hashtextextended('lifetimes of ' || $1, 7104))`,
};
