{{- /* How identity hands mail to the installation's SMTP server, as a list of env entries. */ -}}
{{- define "ebbflow.mailEnv" -}}
{{- with .Values.mail }}
{{- if .host }}
- name: EBB_MAIL_HOST
  value: {{ .host | quote }}
- name: EBB_MAIL_PORT
  value: {{ .port | quote }}
- name: EBB_MAIL_TLS
  value: {{ .tls }}
- name: EBB_MAIL_FROM
  value: {{ .from | quote }}
{{- if .username }}
- name: EBB_MAIL_USER
  value: {{ .username | quote }}
- name: EBB_MAIL_PASSWORD_FILE
  value: {{ include "ebbflow.secretPath" $ }}/mail-password
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{- /* The listener for mail to mail hooks, as a list of env entries. */ -}}
{{- define "ebbflow.mailDoorEnv" -}}
{{- if .Values.mailDoor.enabled }}
- name: EBB_GATEWAY_MAIL_HOST
  value: 0.0.0.0
- name: EBB_GATEWAY_MAIL_PORT
  value: "7125"
- name: EBB_GATEWAY_MAIL_DOMAIN
  value: {{ .Values.mailDoor.domain | quote }}
- name: EBB_GATEWAY_MAIL_CERTIFICATE_FILE
  value: {{ include "ebbflow.secretPath" . }}/mail.crt
- name: EBB_GATEWAY_MAIL_KEY_FILE
  value: {{ include "ebbflow.secretPath" . }}/mail.key
{{- end }}
{{- end -}}
