{{- /* Settings of whoever goes out through libs/egress, as a list of env entries. */ -}}
{{- define "ebbflow.egressEnv" -}}
{{- with .Values.egress.allow }}
- name: EBB_EGRESS_ALLOW
  value: {{ join "," . | quote }}
{{- end }}
{{- with .Values.egress.addresses }}
- name: EBB_EGRESS_ADDRESSES
  value: {{ join "," . | quote }}
{{- end }}
{{- with .Values.egress.localAddress }}
- name: EBB_EGRESS_LOCAL_ADDRESS
  value: {{ . | quote }}
{{- end }}
{{- with .Values.egress.nameServers }}
- name: EBB_EGRESS_NAME_SERVERS
  value: {{ join "," . | quote }}
{{- end }}
{{- end -}}
