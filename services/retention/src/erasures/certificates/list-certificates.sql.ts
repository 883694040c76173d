import type { Statement } from '@ebbflow/persistence';

export const listCertificates: Statement = {
  name: 'list-certificates',
  text: `
    select sequence::int as sequence, certificate, jws from retention.certificate
    where sequence < $1 order by sequence desc limit $2`,
};
