{{- /* Call with root, service, ingress (values), url (public URL), path, portName. */ -}}
{{- define "ebbflow.ingress" -}}
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: {{ include "ebbflow.objectName" . }}
  labels: {{- include "ebbflow.labels" . | nindent 4 }}
  {{- with .ingress.annotations }}
  annotations: {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  {{- with .ingress.className }}
  ingressClassName: {{ . }}
  {{- end }}
  tls:
    - hosts: [{{ (urlParse .url).host | quote }}]
      secretName: {{ .ingress.tlsSecret }}
  rules:
    - host: {{ (urlParse .url).host | quote }}
      http:
        paths:
          - path: {{ .path }}
            pathType: Prefix
            backend:
              service:
                name: {{ include "ebbflow.objectName" . }}
                port:
                  name: {{ .portName }}
{{- end -}}
