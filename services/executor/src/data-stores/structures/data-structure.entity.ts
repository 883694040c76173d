import { NotPersonal, Personal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What data is to look like: names and types, and defaults somebody chose. */
@NotPersonal('strict', 'revision')
@Entity({ name: 'data_structure' })
export class DataStructureEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Personal({ subject: 'contact', purpose: 'to show the data structure under the name it was given', erase: 'delete' })
  @Column({ type: 'text' })
  name!: string;

  /** Checked when it came in, so it is a list of StructureField. */
  @Personal({ subject: 'contact', purpose: 'to hold data against what its author expects of it', erase: 'delete' })
  @Column({ type: 'json' })
  fields!: object;

  @Column({ type: 'boolean' })
  strict!: boolean;

  @Column({ type: 'integer' })
  revision!: number;

  @Personal({ subject: 'user', purpose: 'to say who changed the data structure last', erase: 'delete' })
  @Column({ name: 'updated_by', type: 'text', nullable: true })
  updatedBy!: string | null;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}
