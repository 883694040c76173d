import { NotPersonal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { ACCESS_RIGHTS_TABLE } from './access-log.entity.ts';

/** What somebody could do: in the whole organisation, and in some teams besides. */
export interface AccessRights {
  readonly scopes: readonly string[];
  readonly teams: readonly { readonly teamIds: readonly string[]; readonly scopes: readonly string[] }[];
}

@Entity({ name: ACCESS_RIGHTS_TABLE })
@NotPersonal('seenOn', 'rights')
export class AccessRightsEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  /** Beginning of the UTC day. */
  @PrimaryColumn({ name: 'seen_on', type: 'timestamptz' })
  seenOn!: Date;

  /** SHA-256 of the rights. */
  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ type: 'jsonb' })
  rights!: AccessRights;
}
