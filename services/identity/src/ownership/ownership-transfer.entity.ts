import { NotPersonal } from '@ebbflow/persistence';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** An owner offers the organisation to a member, who accepts or lets it lapse. At most one is open. */
@Entity({ name: 'ownership_transfer' })
@NotPersonal('fromUserId', 'toUserId', 'expiresAt')
export class OwnershipTransferEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @Column({ name: 'from_user_id', type: 'text' })
  fromUserId!: string;

  @Column({ name: 'to_user_id', type: 'text' })
  toUserId!: string;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
