import { isId } from '@ebbflow/kernel';
import type { NamedObject, NamedObjects, ObjectTeams } from '@ebbflow/service-host';
import { Injectable } from '@nestjs/common';
import { connectionPlace } from '../connections/connection-place.policy.ts';
import { UnknownConnectionError } from '../connections/connections.errors.ts';
import { ConnectionsRepository } from '../connections/connections.repository.ts';
import { keyPlace } from '../keychain/key-place.policy.ts';
import { UnknownKeychainKeyError } from '../keychain/keychain.errors.ts';
import { KeychainRepository } from '../keychain/keychain.repository.ts';

/** A connection and a key of the keychain belong to their team, or to all of them. */
@Injectable()
export class VaultObjectTeams implements ObjectTeams {
  readonly named: NamedObjects;

  constructor(connections: ConnectionsRepository, keys: KeychainRepository) {
    const connectionId: NamedObject = {
      placeOf: async (tenantId, id) => {
        const found = isId('con', id) ? await connections.find(tenantId, id) : null;
        return found ? connectionPlace(found) : undefined;
      },
      notFound: () => new UnknownConnectionError(),
    };
    const keyId: NamedObject = {
      placeOf: async (tenantId, id) => {
        const found = isId('kch', id) ? await keys.find(tenantId, id) : null;
        return found ? keyPlace(found) : undefined;
      },
      notFound: () => new UnknownKeychainKeyError(),
    };
    this.named = { connectionId, keyId };
  }
}
