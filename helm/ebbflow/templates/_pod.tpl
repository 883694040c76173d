{{- /* Pod Security "restricted", and more: no writable root, no token of the cluster's API. */ -}}
{{- define "ebbflow.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "ebbflow.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities:
  drop: [ALL]
{{- end -}}

{{- /* Secrets come as files: an environment variable ends up in crash dumps and in `kubectl describe`. */ -}}
{{- define "ebbflow.secretPath" -}}
/run/secrets/ebbflow
{{- end -}}

{{- define "ebbflow.commonEnv" -}}
{{- $facts := .facts -}}
{{- $root := .root -}}
- name: EBB_SERVICE_HOST
  value: 0.0.0.0
- name: EBB_SERVICE_PORT
  value: {{ $facts.port | quote }}
- name: EBB_SERVICE_KEY_FILE
  value: {{ include "ebbflow.secretPath" . }}/service-key.pem
- name: EBB_SERVICE_JWKS_FILE
  value: {{ include "ebbflow.secretPath" . }}/services.jwks.json
{{- if $facts.schema }}
- name: EBB_DATABASE_URL
  value: {{ $root.Values.database.url | quote }}
- name: EBB_DATABASE_PASSWORD_FILE
  value: {{ include "ebbflow.secretPath" . }}/database-password
{{- end }}
{{- if $facts.kafka }}
- name: EBB_KAFKA_BROKERS
  value: {{ join "," $root.Values.kafka.brokers | quote }}
- name: EBB_KAFKA_SECURITY
  value: {{ $root.Values.kafka.security }}
{{- if $root.Values.kafka.username }}
- name: EBB_KAFKA_USERNAME
  value: {{ $root.Values.kafka.username | quote }}
- name: EBB_KAFKA_PASSWORD_FILE
  value: {{ include "ebbflow.secretPath" . }}/kafka-password
{{- end }}
{{- end }}
{{- range $facts.asks }}
- name: EBB_URL_{{ . | upper | replace "-" "_" }}
  value: http://{{ include "ebbflow.objectName" (dict "root" $root "service" .) }}:{{ (index $.topology .).port }}
{{- end }}
{{- if $facts.blobs }}
- name: EBB_BLOB_DIR
  value: /var/lib/ebbflow/blobs
{{- end }}
{{- if $root.Values.telemetry.endpoint }}
- name: EBB_OTEL_ENDPOINT
  value: {{ $root.Values.telemetry.endpoint | quote }}
{{- end }}
{{- end -}}

{{- /* One volume with exactly the secrets this service may have. */ -}}
{{- define "ebbflow.secretSources" -}}
{{- $secrets := .root.Values.secrets -}}
{{- if .facts.schema }}
- secret:
    name: {{ $secrets.databasePasswords.existingSecret }}
    items:
      - key: {{ .service }}
        path: database-password
{{- end }}
- secret:
    name: {{ $secrets.serviceKeys.existingSecret }}
    items:
      - key: {{ .service }}.pem
        path: service-key.pem
- secret:
    name: {{ $secrets.serviceJwks.existingSecret }}
    items:
      - key: {{ $secrets.serviceJwks.key }}
        path: services.jwks.json
{{- if and .facts.kafka .root.Values.kafka.username }}
- secret:
    name: {{ $secrets.kafkaPassword.existingSecret }}
    items:
      - key: {{ $secrets.kafkaPassword.key }}
        path: kafka-password
{{- end }}
{{- if and (eq .service "identity") .root.Values.mail.host .root.Values.mail.username }}
- secret:
    name: {{ $secrets.mailPassword.existingSecret }}
    items:
      - key: {{ $secrets.mailPassword.key }}
        path: mail-password
{{- end }}
{{- if and (eq .service "gateway") .root.Values.mailDoor.enabled }}
- secret:
    name: {{ .root.Values.mailDoor.tlsSecret }}
    items:
      - key: tls.crt
        path: mail.crt
      - key: tls.key
        path: mail.key
{{- end }}
{{- if and (eq .service "vault") $secrets.rootKey.existingSecret }}
{{- if not .root.Values.vault.kms.keyArn }}
- secret:
    name: {{ $secrets.rootKey.existingSecret }}
    items:
      - key: {{ $secrets.rootKey.key }}
        path: root.key
{{- end }}
{{- /* There while a rotation has not moved everything; a source of its own, because optional holds for all items of one. */}}
- secret:
    name: {{ $secrets.rootKey.existingSecret }}
    optional: true
    items:
      - key: {{ $secrets.rootKey.previousKey }}
        path: root.key.previous
{{- end }}
{{- end -}}
