import { NotPersonal, Personal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What is known of a data store as a whole. Its records lie in data_store_record, and go with it. */
@NotPersonal('teamId', 'structureId', 'maxBytes', 'usedBytes', 'recordCount', 'indexKeySealed', 'revision')
@Entity({ name: 'data_store' })
export class DataStoreEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Personal({ subject: 'contact', purpose: 'to show the data store under the name it was given', erase: 'delete' })
  @Column({ type: 'text' })
  name!: string;

  /** Null: all teams share it. */
  @Column({ name: 'team_id', type: 'text', nullable: true })
  teamId!: string | null;

  @Column({ name: 'structure_id', type: 'text', nullable: true })
  structureId!: string | null;

  /** Postgres writes a bigint as text. */
  @Column({ name: 'max_bytes', type: 'bigint' })
  maxBytes!: string;

  @Column({ name: 'used_bytes', type: 'bigint', insert: false, update: false })
  usedBytes!: string;

  @Column({ name: 'record_count', type: 'bigint', insert: false, update: false })
  recordCount!: string;

  /** What its record keys are hashed with. A key of its own, so that rotating the tenant's key reseals one value and no index. */
  @Column({ name: 'index_key_sealed', type: 'bytea' })
  indexKeySealed!: Buffer;

  @Column({ name: 'key_version', type: 'integer' })
  keyVersion!: number;

  @Column({ type: 'integer' })
  revision!: number;

  @Personal({ subject: 'user', purpose: 'to say who changed the data store last', erase: 'delete' })
  @Column({ name: 'updated_by', type: 'text', nullable: true })
  updatedBy!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}
