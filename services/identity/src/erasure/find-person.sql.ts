import type { Statement } from '@ebbflow/persistence';

export interface FoundPerson {
  readonly email: string;
  /** Organisations the person is a member of beside the one its account is kept in. */
  readonly memberOf: string[];
  /** Of these and that one: where it is the only owner, and others are members. */
  readonly lastOwnerOf: string[];
}

export const findPerson: Statement = {
  name: 'identity.find-person-to-erase',
  text: `
    select person.email,
      array(select tenant_id from identity.membership
             where home_tenant_id = $1 and user_id = $2 and tenant_id <> $1 order by 1) as "memberOf",
      array(select mine.tenant_id from identity.membership as mine
             where mine.home_tenant_id = $1 and mine.user_id = $2 and mine.role = 'owner'
               and exists (select from identity.membership as other
                            where other.tenant_id = mine.tenant_id and other.user_id <> $2)
               and not exists (select from identity.membership as other
                                where other.tenant_id = mine.tenant_id and other.user_id <> $2 and other.role = 'owner')
             order by 1) as "lastOwnerOf"
    from identity.user as person where person.tenant_id = $1 and person.id = $2`,
};
