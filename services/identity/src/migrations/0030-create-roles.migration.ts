import { tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const ROLES = `
  create table identity.role (
    tenant_id text collate "C" not null references identity.organisation (tenant_id) on delete cascade,
    id text collate "C" not null,
    name text not null,
    level text not null check (level in ('organisation', 'team')),
    scopes text[] not null,
    revision integer not null default 1,
    created_at timestamptz not null default now(),
    primary key (tenant_id, id)
  );
  create unique index role_name_key on identity.role (tenant_id, level, lower(name));
`;

/** Until now everybody was an owner at home. Row-level security binds the owner of the table too, so it is lifted for the filling in. */
const MEMBERSHIPS = `
  alter table identity.membership
    drop constraint membership_role_check,
    drop constraint membership_tenant_id_user_id_fkey,
    add column home_tenant_id text collate "C",
    add column custom_role_id text collate "C";
  alter table identity.membership no force row level security;
  update identity.membership set home_tenant_id = tenant_id;
  alter table identity.membership force row level security;
  alter table identity.membership
    alter column home_tenant_id set not null,
    add foreign key (tenant_id) references identity.organisation (tenant_id) on delete cascade,
    add foreign key (home_tenant_id, user_id) references identity.user (tenant_id, id) on delete cascade,
    add foreign key (tenant_id, custom_role_id) references identity.role (tenant_id, id),
    add check (role in ('owner', 'admin', 'member', 'accountant', 'app-developer', 'custom')),
    add check ((role = 'custom') = (custom_role_id is not null));
  create index membership_user_idx on identity.membership (home_tenant_id, user_id);
  alter table identity.organisation add column revision integer not null default 1;
  alter table identity.session add column current_tenant_id text collate "C";
`;

const TEAMS = `
  create table identity.team (
    tenant_id text collate "C" not null references identity.organisation (tenant_id) on delete cascade,
    id text collate "C" not null,
    name text not null,
    revision integer not null default 1,
    created_at timestamptz not null default now(),
    primary key (tenant_id, id)
  );
  create unique index team_name_key on identity.team (tenant_id, lower(name));
  create table identity.team_member (
    tenant_id text collate "C" not null,
    team_id text collate "C" not null,
    user_id text collate "C" not null,
    role text not null check (role in ('admin', 'member', 'monitoring', 'operator', 'restricted', 'custom')),
    custom_role_id text collate "C",
    created_at timestamptz not null default now(),
    primary key (tenant_id, team_id, user_id),
    foreign key (tenant_id, team_id) references identity.team (tenant_id, id) on delete cascade,
    foreign key (tenant_id, user_id) references identity.membership (tenant_id, user_id) on delete cascade,
    foreign key (tenant_id, custom_role_id) references identity.role (tenant_id, id),
    check ((role = 'custom') = (custom_role_id is not null))
  );
  create index team_member_user_idx on identity.team_member (tenant_id, user_id);
`;

const COMING_AND_GOING = `
  create table identity.invitation (
    tenant_id text collate "C" not null references identity.organisation (tenant_id) on delete cascade,
    id text collate "C" not null,
    email text not null,
    role text not null,
    team_id text collate "C",
    team_role text,
    invited_by text collate "C",
    token_hash bytea not null unique,
    expires_at timestamptz not null,
    created_at timestamptz not null default now(),
    primary key (tenant_id, id),
    foreign key (tenant_id, team_id) references identity.team (tenant_id, id) on delete cascade,
    check ((team_id is null) = (team_role is null))
  );
  create unique index invitation_email_key on identity.invitation (tenant_id, lower(email));
  create index invitation_expiry_idx on identity.invitation (expires_at);
  create table identity.ownership_transfer (
    tenant_id text collate "C" primary key,
    from_user_id text collate "C" not null,
    to_user_id text collate "C" not null,
    expires_at timestamptz not null,
    created_at timestamptz not null default now(),
    foreign key (tenant_id, from_user_id) references identity.membership (tenant_id, user_id) on delete cascade,
    foreign key (tenant_id, to_user_id) references identity.membership (tenant_id, user_id) on delete cascade
  );
  alter table identity.api_token
    add column user_id text collate "C",
    add column prefix text not null default '',
    add column last_used_at timestamptz,
    add foreign key (tenant_id, user_id) references identity.membership (tenant_id, user_id) on delete cascade;
  create index api_token_user_idx on identity.api_token (tenant_id, user_id);
`;

/**
 * A person is kept in the organisation the account began with, and is a member of any number of them. What is asked before there is a
 * tenant (whose rights? whose invitation?) the worker may read; it may drop invitations that are over, and change nothing else.
 */
export class CreateRoles1767225600130 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const part of [ROLES, MEMBERSHIPS, TEAMS, COMING_AND_GOING]) await queryRunner.query(part);
    const all = 'select, insert, update, delete';
    for (const table of ['role', 'team', 'team_member'])
      await tenantTable(queryRunner, 'identity', table, { app: all, worker: 'select' });
    await tenantTable(queryRunner, 'identity', 'ownership_transfer', { app: all });
    await tenantTable(queryRunner, 'identity', 'invitation', {
      app: 'select, insert, delete',
      worker: 'select, delete',
    });
    await queryRunner.query('grant update on identity.membership, identity.api_token to ebb_identity');
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
