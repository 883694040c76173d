{{- define "ebbflow.dnsEgress" -}}
- to:
    - namespaceSelector:
        matchLabels:
          kubernetes.io/metadata.name: kube-system
      podSelector:
        matchLabels:
          k8s-app: kube-dns
  ports:
    - port: 53
      protocol: UDP
    - port: 53
      protocol: TCP
{{- end -}}

{{- /* One name server of egress.nameServers, which may be of your own network: `10.0.0.2`, `10.0.0.2:5353`, `fd00::2` or `[fd00::2]:5353`. */ -}}
{{- define "ebbflow.nameServerEgress" -}}
{{- $address := . -}}
{{- $port := "53" -}}
{{- if hasPrefix "[" . -}}
{{- $address = regexReplaceAll "^\\[(.+)\\].*$" . "${1}" -}}
{{- $port = regexReplaceAll "^\\[.+\\]:?" . "" | default "53" -}}
{{- else if regexMatch "^[0-9.]+:[0-9]+$" . -}}
{{- $address = regexReplaceAll ":.*$" . "" -}}
{{- $port = regexReplaceAll "^.*:" . "" -}}
{{- end -}}
- to:
    - ipBlock:
        cidr: {{ $address }}/{{ contains ":" $address | ternary 128 32 }}
  ports:
    - port: {{ $port }}
      protocol: UDP
    - port: {{ $port }}
      protocol: TCP
{{- end -}}

{{- /* Peers of a backing service: those named, or any address on its port. */ -}}
{{- define "ebbflow.backingEgress" -}}
- ports:
    - port: {{ .port }}
      protocol: TCP
  {{- with .peers }}
  to: {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end -}}

{{- /* The topology as walls: in from who asks, out to who is asked, to the stores, and for executor and vault to the public internet only. */ -}}
{{- define "ebbflow.networkpolicy" -}}
{{- $root := .root -}}
{{- $service := .service -}}
{{- $policy := $root.Values.networkPolicy -}}
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {{ include "ebbflow.objectName" . }}
  labels: {{- include "ebbflow.labels" . | nindent 4 }}
spec:
  podSelector:
    matchLabels: {{- include "ebbflow.selector" . | nindent 6 }}
  policyTypes: [Ingress, Egress]
  ingress:
    {{- range $asker, $facts := .topology }}
    {{- if has $service $facts.asks }}
    - from:
        - podSelector:
            matchLabels: {{- include "ebbflow.selector" (dict "root" $root "service" $asker) | nindent 14 }}
      ports:
        - port: {{ $.facts.port }}
          protocol: TCP
    {{- end }}
    {{- end }}
    {{- range .publicPorts }}
    - ports:
        - port: {{ . }}
          protocol: TCP
      {{- with $policy.ingressPeers }}
      from: {{- toYaml . | nindent 8 }}
      {{- end }}
    {{- end }}
    {{- range .containerPorts }}
    # Servers on the internet hand mail in, each from its own address.
    - ports:
        - port: {{ .port }}
          protocol: TCP
      {{- with $policy.mailDoor.peers }}
      from: {{- toYaml . | nindent 8 }}
      {{- end }}
    {{- end }}
  egress:
    {{- include "ebbflow.dnsEgress" . | nindent 4 }}
    {{- if .facts.schema }}
    {{- include "ebbflow.backingEgress" $policy.database | nindent 4 }}
    {{- end }}
    {{- if .facts.kafka }}
    {{- include "ebbflow.backingEgress" $policy.kafka | nindent 4 }}
    {{- end }}
    {{- if and (eq .service "identity") $root.Values.mail.host }}
    {{- include "ebbflow.backingEgress" (dict "port" $root.Values.mail.port "peers" $policy.smtp.peers) | nindent 4 }}
    {{- end }}
    {{- if $root.Values.telemetry.endpoint }}
    {{- include "ebbflow.backingEgress" $policy.telemetry | nindent 4 }}
    {{- end }}
    {{- range .facts.asks }}
    - to:
        - podSelector:
            matchLabels: {{- include "ebbflow.selector" (dict "root" $root "service" .) | nindent 14 }}
      ports:
        - port: {{ (index $.topology .).port }}
          protocol: TCP
    {{- end }}
    {{- if .facts.internet }}
    {{- range $root.Values.egress.nameServers }}
    {{- include "ebbflow.nameServerEgress" . | nindent 4 }}
    {{- end }}
    # The second wall behind libs/egress: private, link-local and metadata addresses are no part of the internet.
    - to:
        - ipBlock:
            cidr: 0.0.0.0/0
            except: {{- toYaml $policy.internet.exceptIpv4 | nindent 14 }}
        - ipBlock:
            cidr: ::/0
            except: {{- toYaml $policy.internet.exceptIpv6 | nindent 14 }}
      {{- with $policy.internet.ports }}
      ports:
        {{- range . }}
        - port: {{ . }}
          protocol: TCP
        {{- end }}
      {{- end }}
    {{- range $root.Values.egress.allow }}
    - to:
        - ipBlock:
            cidr: {{ . }}
    {{- end }}
    {{- end }}
{{- end -}}
