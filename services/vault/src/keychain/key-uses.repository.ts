import { CLOCK, type Clock, type Duration } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { retentionPolicy } from '@ebbflow/policy';
import { Inject, Injectable } from '@nestjs/common';
import { listKeyUses } from '../uses/list-key-uses.sql.ts';
import { noteKeyUse } from '../uses/note-key-use.sql.ts';
import { Uses } from '../uses/uses.repository.ts';

/** How long a use is remembered. */
export function keyUsesKept(): Duration {
  return retentionPolicy().record('key-uses').ttl;
}

/** Which scenario used which key of the keychain when. */
@Injectable()
export class KeyUses extends Uses {
  constructor(database: Database, @Inject(CLOCK) clock: Clock) {
    super(database, clock, { note: noteKeyUse, list: listKeyUses }, keyUsesKept().milliseconds);
  }
}
