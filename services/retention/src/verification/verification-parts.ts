import { TOPOLOGY } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { TRANSPORT, type Transport } from '@ebbflow/messaging';
import { Database } from '@ebbflow/persistence';
import { retentionPolicy } from '@ebbflow/policy';
import { provideConfig, ServiceClient } from '@ebbflow/service-host';
import type { Provider } from '@nestjs/common';
import { Operator } from '../operator/operator.ts';
import { RegistersService } from '../registers/registers.service.ts';
import { ClaimGauge } from './claim-gauge.ts';
import { type Measurement, MEASUREMENTS } from './measurement.ts';
import { AccountNumbers } from './measurements/account-numbers.ts';
import { accountNumbers } from './measurements/account-numbers-list.ts';
import { CanaryErased } from './measurements/canary-erased.ts';
import { ContentSecurityPolicy } from './measurements/content-security-policy.ts';
import { DatabaseRoles } from './measurements/database-roles.ts';
import { DeclaredContact } from './measurements/declared-contact.ts';
import { DeclaredProcessors } from './measurements/declared-processors.ts';
import { EventsInTopics } from './measurements/events-in-topics.ts';
import { ForgedRequests } from './measurements/forged-requests.ts';
import { HstsHeader } from './measurements/hsts-header.ts';
import { HttpsOnly } from './measurements/https-only.ts';
import { LivingSalts } from './measurements/living-salts.ts';
import { OldestBlob } from './measurements/oldest-blob.ts';
import { OldestDays } from './measurements/oldest-days.ts';
import { OutdatedBrowser } from './measurements/outdated-browser.ts';
import { OverdueRequests } from './measurements/overdue-requests.ts';
import { OwnContentOnly } from './measurements/own-content-only.ts';
import { PasswordHashes } from './measurements/password-hashes.ts';
import { QueuesEmptied } from './measurements/queues-emptied.ts';
import { RowSecurity } from './measurements/row-security.ts';
import { SealedColumns } from './measurements/sealed-columns.ts';
import { SessionCookie } from './measurements/session-cookie.ts';
import { StrangerCookies } from './measurements/stranger-cookies.ts';
import { TableColumns } from './measurements/table-columns.ts';
import { TOLD_TABLES } from './measurements/told-tables.ts';
import { UnsweptRecords } from './measurements/unswept-records.ts';
import { ReportSigner } from './report-signer.ts';
import { HouseEvidence } from './sources/house-evidence.ts';
import { PublicDoor } from './sources/public-door.ts';
import { PublicDoorConfig } from './sources/public-door.config.ts';
import { VerificationConfig } from './verification.config.ts';
import { VerificationJob } from './verification.job.ts';
import { VerificationRecord } from './verification-record.ts';
import { VerificationService } from './verification.service.ts';

/** For whose data a service's database answers first. */
const CLAIM_OF = { identity: 'C21', vault: 'C21', gateway: 'C05', executor: 'C06', 'log-store': 'C09' } as const;
const SEALED: Readonly<Record<keyof typeof CLAIM_OF, readonly string[]>> = {
  identity: ['C01'],
  vault: ['C02', 'C03', 'C16'],
  gateway: ['C05'],
  executor: ['C06'],
  'log-store': ['C09'],
};

interface Sources {
  readonly client: ServiceClient;
  readonly clock: Clock;
  readonly database: Database;
  readonly transport: Transport;
  readonly operator: Operator;
  readonly registers: RegistersService;
  readonly house: HouseEvidence;
  readonly door: PublicDoor;
}

/** Every measurement there is. */
function measurements({
  client,
  clock,
  database,
  transport,
  operator,
  registers,
  house,
  door,
}: Sources): Measurement[] {
  const services = Object.keys(CLAIM_OF) as (keyof typeof CLAIM_OF)[];
  return [
    ...retentionPolicy().categories.map((category) => new OldestDays(category, client, clock)),
    ...services.flatMap((service) => [
      new DatabaseRoles(service, CLAIM_OF[service], house),
      new RowSecurity(service, CLAIM_OF[service], house),
      new SealedColumns(service, SEALED[service], house),
      ...(TOPOLOGY[service].publishes.length > 0
        ? [new QueuesEmptied(service, CLAIM_OF[service], { house, clock })]
        : []),
    ]),
    new EventsInTopics(transport, clock),
    new OldestBlob('executor', { house, clock }),
    ...(['C05', 'C06', 'C09'] as const).map((claim) => new LivingSalts(claim, client, clock)),
    new CanaryErased(database, clock),
    ...(['overdue-requests', 'overdue-erasures'] as const).map((id) => new OverdueRequests(id, database, clock)),
    ...TOLD_TABLES.map(({ claims, ...told }) => new TableColumns(told, claims, house)),
    new UnsweptRecords(house),
    new PasswordHashes(house),
    ...accountNumbers().map((number) => new AccountNumbers(number, house)),
    ...[HttpsOnly, HstsHeader, ContentSecurityPolicy, ForgedRequests, OutdatedBrowser].map((Look) => new Look(door)),
    ...[StrangerCookies, SessionCookie, OwnContentOnly].map((Look) => new Look(door)),
    ...(['contact-on-the-page', 'place-on-the-page'] as const).map((id) => new DeclaredContact(id, operator, door)),
    new DeclaredProcessors(registers),
  ];
}

export const VERIFICATION_PROVIDERS: Provider[] = [
  provideConfig(VerificationConfig),
  provideConfig(PublicDoorConfig),
  HouseEvidence,
  PublicDoor,
  {
    provide: MEASUREMENTS,
    inject: [ServiceClient, CLOCK, Database, TRANSPORT, Operator, RegistersService, HouseEvidence, PublicDoor],
    useFactory: (
      ...[client, clock, database, transport, operator, registers, house, door]: [
        ServiceClient,
        Clock,
        Database,
        Transport,
        Operator,
        RegistersService,
        HouseEvidence,
        PublicDoor,
      ]
    ) => measurements({ client, clock, database, transport, operator, registers, house, door }),
  },
  ReportSigner,
  VerificationRecord,
  VerificationService,
  VerificationJob,
  ClaimGauge,
];
