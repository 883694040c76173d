# {{name}}

Keeps {{pluralWords}}; schema `{{schema}}`.

| route | scope | |
| --- | --- | --- |
| `GET /v1/{{plural}}` | `{{plural}}:read` | the hundred newest of the organisation |

Tests: `npm run -s jest -- services/{{name}}` (over HTTP with a real Postgres).
