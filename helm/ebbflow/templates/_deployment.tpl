{{- define "ebbflow.deployment" -}}
{{- $own := include "ebbflow.serviceValues" . | fromYaml -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "ebbflow.objectName" . }}
  labels: {{- include "ebbflow.labels" . | nindent 4 }}
spec:
  replicas: {{ $own.replicas }}
  revisionHistoryLimit: 3
  selector:
    matchLabels: {{- include "ebbflow.selector" . | nindent 6 }}
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxSurge: 1
      maxUnavailable: 0
  template:
    metadata:
      labels: {{- include "ebbflow.labels" . | nindent 8 }}
      {{- $annotations := $own.podAnnotations }}
      {{- with .configMap }}
      {{- /* Read at the start only: another text starts other pods. */}}
      {{- $annotations = merge (dict "ebbflow/config-digest" .digest) $annotations }}
      {{- end }}
      {{- with $annotations }}
      annotations: {{- toYaml . | nindent 8 }}
      {{- end }}
    spec:
      serviceAccountName: {{ include "ebbflow.objectName" . }}
      automountServiceAccountToken: false
      enableServiceLinks: false
      terminationGracePeriodSeconds: {{ $own.terminationGracePeriodSeconds }}
      securityContext: {{- include "ebbflow.podSecurity" . | nindent 8 }}
      {{- with .root.Values.image.pullSecrets }}
      imagePullSecrets: {{- toYaml . | nindent 8 }}
      {{- end }}
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels: {{- include "ebbflow.selector" . | nindent 14 }}
      {{- with $own.nodeSelector }}
      nodeSelector: {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $own.tolerations }}
      tolerations: {{- toYaml . | nindent 8 }}
      {{- end }}
      containers:
        - name: {{ .service }}
          image: {{ include "ebbflow.image" . | quote }}
          imagePullPolicy: {{ .root.Values.image.pullPolicy }}
          ports:
            - name: http
              containerPort: {{ .facts.port }}
            {{- range concat (.ports | default list) (.containerPorts | default list) }}
            - name: {{ .name }}
              containerPort: {{ .port }}
            {{- end }}
          env:
            {{- include "ebbflow.commonEnv" . | nindent 12 }}
            {{- with .env }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
            {{- with $own.extraEnv }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          startupProbe:
            httpGet:
              path: /health/live
              port: http
            periodSeconds: 2
            failureThreshold: 30
          livenessProbe:
            httpGet:
              path: /health/live
              port: http
            periodSeconds: 10
            timeoutSeconds: 5
          readinessProbe:
            httpGet:
              path: /health/ready
              port: http
            periodSeconds: 5
            timeoutSeconds: 5
          lifecycle:
            # Endpoints are withdrawn and the process told to stop at the same moment; without the pause the last requests meet a closed door.
            preStop:
              sleep:
                seconds: 5
          resources: {{- toYaml $own.resources | nindent 12 }}
          securityContext: {{- include "ebbflow.containerSecurity" . | nindent 12 }}
          volumeMounts:
            - name: secrets
              mountPath: {{ include "ebbflow.secretPath" . }}
              readOnly: true
            - name: tmp
              mountPath: /tmp
            {{- with .configMap }}
            - name: config
              mountPath: {{ .path }}
              readOnly: true
            {{- end }}
            {{- if .facts.blobs }}
            - name: blobs
              mountPath: /var/lib/ebbflow/blobs
            {{- end }}
            {{- with .claim }}
            - name: {{ .name }}
              mountPath: {{ .path }}
            {{- end }}
      volumes:
        - name: secrets
          projected:
            defaultMode: 0440
            sources: {{- include "ebbflow.secretSources" . | nindent 14 }}
        - name: tmp
          emptyDir:
            sizeLimit: 256Mi
        {{- with .configMap }}
        - name: config
          configMap:
            name: {{ .name }}
        {{- end }}
        {{- if .facts.blobs }}
        - name: blobs
          persistentVolumeClaim:
            claimName: {{ .root.Values.blobs.existingClaim }}
        {{- end }}
        {{- with .claim }}
        - name: {{ .name }}
          persistentVolumeClaim:
            claimName: {{ .claimName }}
        {{- end }}
{{- end -}}
