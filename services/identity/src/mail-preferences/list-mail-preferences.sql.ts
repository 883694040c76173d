import type { OptionalMailPurpose } from '@ebbflow/contracts';
import type { Statement } from '@ebbflow/persistence';

export interface MailPreferenceRow {
  readonly purpose: OptionalMailPurpose;
  readonly is_wanted: boolean;
}

/** What a person has said so far. $1 tenant, $2 user */
export const listMailPreferences: Statement = {
  name: 'identity.list-mail-preferences',
  text: 'select purpose, is_wanted from identity.mail_preference where tenant_id = $1 and user_id = $2',
};
