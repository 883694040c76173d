import type { TicketTopic } from '@ebbflow/contracts';
import { NotPersonal, Personal } from '@ebbflow/persistence';
import { Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

const TO_HELP = { subject: 'user', purpose: 'to hand the request for help to the help desk', erase: 'delete' } as const;

/** A request for help on its way: due → handed over and gone, or given up after a week. Who asks is looked up when it is handed over. */
@Entity({ name: 'ticket' })
@NotPersonal('userId', 'topic', 'attempts', 'dueAt', 'expiresAt')
export class TicketEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ name: 'user_id', type: 'text' })
  userId!: string;

  @Column({ type: 'text' })
  topic!: TicketTopic;

  @Personal(TO_HELP)
  @Column({ type: 'text' })
  subject!: string;

  @Personal(TO_HELP)
  @Column({ type: 'text' })
  text!: string;

  @Column({ type: 'int' })
  attempts!: number;

  @Column({ name: 'due_at', type: 'timestamptz' })
  dueAt!: Date;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
