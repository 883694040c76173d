{{- /*
All objects of one service. Call with (dict "root" . "service" "vault"), and where a service differs:
"env" (list of env entries), "ports" (list of {name, port}), "containerPorts" (the same, without a place in the Service), "publicPorts" (ports the ingress controller may reach),
"configMap" (a dict of name, path and digest: a ConfigMap of its own, mounted as a folder), "claim" (a dict of name, path and claimName: a volume of its own).
*/ -}}
{{- define "ebbflow.workload" -}}
{{- $topology := .root.Files.Get "files/topology.yaml" | fromYaml -}}
{{- $context := merge (dict "topology" $topology "facts" (index $topology .service)) . -}}
{{- $own := include "ebbflow.serviceValues" $context | fromYaml -}}
apiVersion: v1
kind: ServiceAccount
metadata:
  name: {{ include "ebbflow.objectName" $context }}
  labels: {{- include "ebbflow.labels" $context | nindent 4 }}
  {{- with $own.serviceAccountAnnotations }}
  annotations: {{- toYaml . | nindent 4 }}
  {{- end }}
automountServiceAccountToken: false
---
apiVersion: v1
kind: Service
metadata:
  name: {{ include "ebbflow.objectName" $context }}
  labels: {{- include "ebbflow.labels" $context | nindent 4 }}
spec:
  type: ClusterIP
  selector: {{- include "ebbflow.selector" $context | nindent 4 }}
  ports:
    - name: http
      port: {{ $context.facts.port }}
      targetPort: http
      protocol: TCP
    {{- range $context.ports }}
    - name: {{ .name }}
      port: {{ .port }}
      targetPort: {{ .name }}
      protocol: TCP
    {{- end }}
---
{{ include "ebbflow.deployment" $context }}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ include "ebbflow.objectName" $context }}
  labels: {{- include "ebbflow.labels" $context | nindent 4 }}
spec:
  maxUnavailable: 1
  selector:
    matchLabels: {{- include "ebbflow.selector" $context | nindent 6 }}
{{- if .root.Values.networkPolicy.enabled }}
---
{{ include "ebbflow.networkpolicy" $context }}
{{- end }}
{{- end -}}
