import { NotPersonal } from '@ebbflow/persistence';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A version of the privacy notice, of the whole installation. Published and never changed, but for when everybody had been written to. */
@Entity({ name: 'notice_version' })
@NotPersonal('version', 'digest', 'summary', 'reducesRights', 'publishedAt', 'effectiveAt', 'announcedAt')
export class NoticeVersionEntity {
  @PrimaryColumn({ type: 'integer' })
  version!: number;

  @Column({ type: 'text' })
  digest!: string;

  @Column({ type: 'text' })
  summary!: string;

  @Column({ name: 'reduces_rights', type: 'boolean' })
  reducesRights!: boolean;

  @Column({ name: 'published_at', type: 'timestamptz' })
  publishedAt!: Date;

  @Column({ name: 'effective_at', type: 'timestamptz' })
  effectiveAt!: Date;

  @Column({ name: 'announced_at', type: 'timestamptz', nullable: true })
  announcedAt!: Date | null;
}
