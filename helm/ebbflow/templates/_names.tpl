{{- define "ebbflow.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride -}}
{{- else if contains .Chart.Name .Release.Name -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- /* Labels that select one service's pods; they never change, because a Deployment's selector may not. */ -}}
{{- define "ebbflow.selector" -}}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/component: {{ .service }}
{{- end -}}

{{- define "ebbflow.labels" -}}
{{ include "ebbflow.selector" . }}
app.kubernetes.io/part-of: ebbflow
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version }}
{{- end -}}

{{- define "ebbflow.objectName" -}}
{{ include "ebbflow.fullname" .root }}-{{ .service }}
{{- end -}}

{{- /* A service's own values over the defaults of all. */ -}}
{{- define "ebbflow.serviceValues" -}}
{{- mergeOverwrite (deepCopy .root.Values.defaults) (deepCopy (index .root.Values.services .service)) | toYaml -}}
{{- end -}}

{{- define "ebbflow.image" -}}
{{- $own := include "ebbflow.serviceValues" . | fromYaml -}}
{{- $name := printf "%s-%s" .root.Values.image.prefix .service -}}
{{- if .root.Values.image.registry -}}{{- $name = printf "%s/%s" .root.Values.image.registry $name -}}{{- end -}}
{{- if $own.imageDigest -}}
{{- printf "%s@%s" $name $own.imageDigest -}}
{{- else -}}
{{- printf "%s:%s" $name (.root.Values.image.tag | default .root.Chart.AppVersion) -}}
{{- end -}}
{{- end -}}
