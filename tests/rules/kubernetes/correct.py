# ruff: noqa: E501 — tables of cases read best one a line
"""Correct snippets of every form that documents use, for the benchmark's false alarms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.rules.kubernetes import bases

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"


@dataclass(frozen=True)
class Snippet:
    """One fence: its language, its marking and its body."""

    text: str
    language: str = "yaml"
    check: str = ""


def fence(text: str, language: str = "yaml", check: str = "") -> Snippet:
    """A snippet; the text may be indented as a whole."""
    return Snippet(text, language, check)


def _corpus() -> Iterator[Snippet]:
    for folder in (KNOWLEDGE / "kubernetes" / "good", KNOWLEDGE / "custom_resources" / "manifests"):
        for path in sorted(folder.glob("*.yaml")):
            for document in path.read_text(encoding="utf-8").split("\n---\n"):
                if document.endswith("spec: {}"):
                    # Stands there for a project whose kinds nothing is known about.
                    continue
                yield Snippet(document.rstrip("\n") + "\n")
    yield from (Snippet(text) for name, text in vars(bases).items() if name.isupper())


POD_SPEC = "fragment:Deployment.spec.template.spec"

FORMS = [
    # Fragments, placed and not.
    fence("containers:\n  - name: web\n    image: nginx:1.29\n", check=POD_SPEC),
    fence("containers:\n  - name: web\n    image: nginx:1.29\n    volumeMounts: [{name: data, mountPath: /data}]\n", check=POD_SPEC),
    fence("nodeSelector:\n  kubernetes.io/arch: arm64\ntolerations:\n  - operator: Exists\n", check=POD_SPEC),
    fence("strategy:\n  type: RollingUpdate\n  rollingUpdate: {maxSurge: 25%, maxUnavailable: 0}\n", check="fragment:Deployment.spec"),
    fence("readinessProbe:\n  httpGet: {path: /ready, port: http}\n", check="fragment:Pod.spec.containers[]"),
    fence("resources:\n  requests: {cpu: 250m, memory: 256Mi}\n", check="fragment:Pod.spec.containers"),
    fence("- name: LOG_LEVEL\n  value: info\n", check="fragment:Pod.spec.containers.env"),
    fence("metrics:\n  - type: Resource\n    resource: {name: cpu, target: {type: Utilization, averageUtilization: 60}}\n", check="fragment:HorizontalPodAutoscaler.spec"),
    fence("scaleDown: {stabilizationWindowSeconds: 60}\n", check="fragment:HorizontalPodAutoscaler@autoscaling/v2.spec.behavior"),
    fence("disruption:\n  consolidateAfter: 5m\n", check="fragment:NodePool.spec"),
    fence("filters:\n  - type: URLRewrite\n    urlRewrite: {hostname: a.example.com}\n", check="fragment:HTTPRoute.spec.rules[]"),
    fence("metadata:\n  annotations:\n    eks.amazonaws.com/role-arn: arn:aws:iam::111122223333:role/web\n", check="fragment:ServiceAccount"),
    fence("containers:\n  - name: web\n    image: nginx:1.29\n"),
    fence("resources:\n  limits:\n    memory: 256Mi\n", check="fragment"),
    fence("spec:\n  replicas: 3\n"),
    fence("- name: web\n  image: nginx:1.29\n"),
    fence("replicaCount: 2\nimage:\n  repository: nginx\n  tag: '1.29'\nservice:\n  type: ClusterIP\n  port: 80\n"),
    # Patches.
    fence("apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  template:\n    spec:\n      containers:\n        - name: web\n          env:\n            - name: A\n              value: b\n", check="patch"),
    fence("apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  template:\n    spec:\n      volumes:\n        - name: tmp\n          $patch: delete\n", check="patch"),
    fence("apiVersion: karpenter.sh/v1\nkind: NodePool\nmetadata:\n  name: general\nspec:\n  limits:\n    cpu: 200\n", check="patch"),
    # What is left out.
    fence("apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  replicas: 3\n  # ...\n"),
    fence("apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      # ...\n      resources:\n        limits: {memory: 1Gi}\n"),
    fence("apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    # ...\n  nodeSelector:\n    disk: ssd\n"),
    fence("apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: a\nspec:\n  template:\n    # ...\n"),
    fence("apiVersion: external-secrets.io/v1\nkind: SecretStore\nmetadata:\n  name: aws\nspec:\n  # ...\n"),
    fence("apiVersion: karpenter.sh/v1\nkind: NodePool\nmetadata:\n  name: a\nspec:\n  disruption:\n    consolidateAfter: 1m\n  # (省略)\n"),
    # Placeholders.
    fence("apiVersion: v1\nkind: Service\nmetadata:\n  name: <service-name>\nspec:\n  selector:\n    app: <app-name>\n  ports:\n    - port: <port>\n"),
    fence("apiVersion: v1\nkind: Service\nmetadata:\n  name: <サービス名>\nspec:\n  selector: {app: web}\n  ports: [{port: 80, targetPort: <コンテナのポート>}]\n"),
    fence("apiVersion: v1\nkind: ServiceAccount\nmetadata:\n  name: web\n  annotations:\n    eks.amazonaws.com/role-arn: arn:aws:iam::<account-id>:role/<role>\n"),
    fence("apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: ${ACCOUNT_ID}.dkr.ecr.${AWS_REGION}.amazonaws.com/web:${TAG}\n"),
    fence("apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: ACCOUNT_ID.dkr.ecr.REGION.amazonaws.com/web:1.0\n"),
    fence("apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: $NAME\nspec:\n  replicas: $REPLICAS\n  selector: {matchLabels: {app: $NAME}}\n  template:\n    metadata: {labels: {app: $NAME}}\n    spec:\n      containers: [{name: web, image: 'web:$TAG'}]\n"),
    fence("apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\ndata:\n  password: <base64-password>\n"),
    fence("apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\nstringData:\n  password: <password>\n  url: postgres://app:<password>@db:5432/shop\n"),
    fence("apiVersion: vpcresources.k8s.aws/v1beta1\nkind: SecurityGroupPolicy\nmetadata:\n  name: a\nspec:\n  podSelector: {}\n  securityGroups:\n    groupIds: [<security-group-id>]\n"),
    # Commands.
    fence("kubectl apply -f - <<'EOF'\n" + bases.SERVICE + "EOF\n", "bash"),
    fence("cat <<EOF | kubectl apply -f -\n" + bases.NAMESPACE + "---\n" + bases.CLAIM + "EOF\n", "bash"),
    fence("kubectl apply -f - <<EOF\napiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec:\n  containers:\n    - name: web\n      image: $ACCOUNT.dkr.ecr.$REGION.amazonaws.com/web:v1\nEOF\n", "bash"),
    fence("cat > pod.yaml <<'EOF'\n" + bases.POD + "EOF\nkubectl apply -f pod.yaml\n", "bash"),
    fence("kubectl patch deployment web -p '{\"spec\": {\"replicas\": 3}}'\n", "bash"),
    fence("kubectl patch deployment/web --type=merge -p '{\"spec\": {\"template\": {\"spec\": {\"nodeSelector\": null}}}}'\n", "bash"),
    fence("kubectl patch storageclass gp2 -p '{\"metadata\": {\"annotations\": {\"storageclass.kubernetes.io/is-default-class\": \"false\"}}}'\n", "bash"),
    fence("kubectl patch pvc data --type merge --patch '\nspec:\n  resources:\n    requests:\n      storage: 20Gi\n'\n", "bash"),
    fence("kubectl patch deploy web --type json -p '[{\"op\": \"replace\", \"path\": \"/spec/template/spec/containers/0/image\", \"value\": \"nginx:1.29\"}]'\n", "bash"),
    fence("kubectl patch deploy web --type json -p '[{\"op\": \"add\", \"path\": \"/spec/template/spec/containers/0/env/-\", \"value\": {\"name\": \"A\", \"value\": \"b\"}}]'\n", "bash"),
    fence("kubectl patch deploy web --type=json -p '[{\"op\": \"remove\", \"path\": \"/metadata/annotations/example.com~1owner\"}]'\n", "bash"),
    fence("kubectl patch node ip-10-0-0-1 -p '{\"spec\": {\"unschedulable\": true}}'\n", "bash"),
    fence("kubectl patch nodepool general --type merge -p '{\"spec\": {\"limits\": {\"cpu\": \"200\"}}}'\n", "bash"),
    fence("kubectl patch widgets.example.com blue --type merge -p '{\"spec\": {\"size\": 3}}'\n", "bash"),
    fence("kubectl patch svc \"$NAME\" -p '{\"spec\": {\"type\": \"NodePort\"}}'\n", "bash"),
    fence("echo '{\"apiVersion\": \"v1\", \"kind\": \"Namespace\", \"metadata\": {\"name\": \"shop\"}}' | kubectl apply -f -\n", "bash"),
    # JSON.
    fence('{"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "shop"}}\n', "json"),
    fence('{\n  "apiVersion": "v1",\n  "kind": "ConfigMap",\n  // the name\n  "metadata": {"name": "a"},\n  "data": {"a": "b // c"}\n}\n', "jsonc"),
    fence('{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}\n', "json"),
    fence('{"kind": "AdmissionReview", "apiVersion": "admission.k8s.io/v1", "request": {"uid": "1"}}\n', "json"),
    # KYAML, anchors, comments, block scalars.
    fence('---\n{\n  apiVersion: "v1",\n  kind: "Service",\n  metadata: {\n    name: "web",\n  },\n  spec: {\n    selector: {\n      app: "web",\n    },\n    ports: [{\n      port: 80,\n    }],\n  },\n}\n'),
    fence("# 最初に名前空間を作ります。\napiVersion: v1  # コア\nkind: Namespace\nmetadata:\n  name: shop  # 店\n"),
    fence("apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: nginx\ndata:\n  default.conf: |\n    server {\n      listen 80;\n      location / { proxy_set_header Host $host; }\n    }\n  message: こんにちは（世界）\n"),
    fence("apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Namespace\n    metadata: {name: a}\n  - apiVersion: v1\n    kind: Namespace\n    metadata: {name: b}\n"),
    # Files that are no objects of Kubernetes.
    fence("services:\n  web:\n    image: nginx\n    ports: ['80:80']\n    environment: {A: 1}\n"),
    fence("name: ci\non: [push]\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: actions/checkout@v5\n      - run: make\n"),
    fence("AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  Task:\n    Type: AWS::ECS::TaskDefinition\n    Properties:\n      Family: web\n      Cpu: 256\n"),
    fence("apiVersion: v2\nname: shop\nversion: 0.1.0\nappVersion: '1.0'\n"),
    fence("apiVersion: 1\ndatasources:\n  - name: Prometheus\n    type: prometheus\n    url: http://prometheus:9090\n"),
    fence("apiVersion: v1\nkind: Config\ncurrent-context: shop\nclusters:\n  - name: shop\n    cluster:\n      server: https://example.com\n      certificate-authority-data: DATA+OMITTED\ncontexts:\n  - name: shop\n    context: {cluster: shop, user: admin}\nusers:\n  - name: admin\n    user:\n      exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: aws, args: [eks, get-token]}\n"),
    fence("apiVersion: example.com/v1\nkind: Widget\nmetadata:\n  name: blue\nspec:\n  whatever: 1\n"),
    fence("apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata:\n  name: web\nspec:\n  hosts: [web]\n"),
    fence("apiVersion: skaffold/v4beta11\nkind: Config\nbuild:\n  artifacts: [{image: web}]\n"),
    fence("kind: pipeline\ntype: docker\nname: default\nsteps: []\n"),
    fence("global:\n  scrape_interval: 15s\nscrape_configs:\n  - job_name: web\n    static_configs: [{targets: ['web:80']}]\n"),
    fence("openapi: 3.1.0\ninfo: {title: shop, version: '1'}\npaths: {}\n"),
    fence("apiVersion: v1\nkind: Namespace\nmetadata:\n  name: {{ .Values.namespace }}\n", check="template"),
    fence("apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ include \"shop.name\" . }}\nspec:\n  replicas: {{ .Values.replicas }}\n"),
    fence("type: NodePort\n---\ntype: LoadBalancer\n", check="alternatives"),
    fence("apiVersion: argoproj.io/v1alpha1\nkind: ApplicationSet\nmetadata:\n  name: shop\nspec:\n  goTemplate: true\n  generators:\n    - list:\n        elements: [{env: dev}]\n  template:\n    metadata:\n      name: 'shop-{{ .env }}'\n    spec:\n      project: default\n      source: {repoURL: 'https://example.com/a.git', path: 'deploy/{{ .env }}', targetRevision: main}\n      destination: {server: 'https://kubernetes.default.svc', namespace: '{{ .env }}'}\n"),
    # Rights as the projects of the ecosystem write them.
    fence("apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: prometheus\nrules:\n  - apiGroups: [\"\"]\n    resources: [nodes, nodes/proxy, nodes/metrics, services, endpoints, pods, configmaps]\n    verbs: [get, list, watch]\n  - apiGroups: [extensions, networking.k8s.io]\n    resources: [ingresses]\n    verbs: [get, list, watch]\n  - nonResourceURLs: [/metrics]\n    verbs: [get]\n"),
    fence("apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nmetadata:\n  name: autoscaler\nrules:\n  - apiGroups: [\"\", apps, batch, policy, storage.k8s.io, coordination.k8s.io]\n    resources: [events, nodes, pods, pods/eviction, pods/status, replicasets, statefulsets, daemonsets, jobs, cronjobs, poddisruptionbudgets, storageclasses, csinodes, csidrivers, csistoragecapacities, leases, replicationcontrollers, persistentvolumeclaims, persistentvolumes, namespaces]\n    verbs: [get, list, watch]\n  - apiGroups: [metrics.k8s.io]\n    resources: [pods, nodes]\n    verbs: [get]\n  - apiGroups: [authentication.k8s.io]\n    resources: [tokenreviews]\n    verbs: [create]\n  - apiGroups: [\"\"]\n    resources: [serviceaccounts/token, pods/exec, pods/portforward, users, groups]\n    verbs: [create, impersonate]\n  - apiGroups: [certificates.k8s.io]\n    resources: [certificatesigningrequests/approval, signers]\n    verbs: [approve]\n"),
    # Settings that go together.
    fence(bases.SERVICE.replace("type: LoadBalancer", "type: NodePort\n  externalTrafficPolicy: Local").replace("protocol: TCP", "nodePort: 30080")),
    fence("apiVersion: v1\nkind: Service\nmetadata:\n  name: db\nspec:\n  type: ExternalName\n  externalName: db.example.com\n"),
    fence("apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  hostNetwork: true\n  initContainers:\n    - name: proxy\n      image: envoyproxy/envoy:v1.36.0\n      restartPolicy: Always\n      startupProbe: {tcpSocket: {port: admin}}\n      ports: [{name: admin, containerPort: 9901, hostPort: 9901}]\n  containers:\n    - name: a\n      image: b:1\n      resources: {limits: {hugepages-2Mi: 4Mi, memory: 64Mi, example.com/foo: 1}}\n      livenessProbe: {grpc: {port: 9000}}\n"),
    # Unmarked fragments.
    fence("livenessProbe:\n  httpGet:\n    path: /healthz\n    port: http\n"),
    fence("affinity:\n  podAntiAffinity: {}\nresources:\n  limits: {cpu: 1}\nreplicaCount: 3\n"),
    fence("spec:\n  template:\n    spec:\n      containers:\n        - name: web\n          volumeMounts: [{name: data, mountPath: /data}]\n"),
    fence("template:\n  containers:\n    - image: web\n      name: web\n      resources: {cpu: 0.5, memory: 1Gi}\n"),
    fence("spec:\n  containers:\n    - name: web\n      image: web\n      resources: {cpu: 0.5}\n      unknownToKubernetes: 1\n"),
    fence("- name: Build\n  env: {A: b}\n  run: make\n- uses: actions/checkout@v5\n"),
    fence("image: nginx\nports: ['80:80']\nenvironment: {A: b}\nvolumes: ['./a:/a']\n"),
    fence("metadata:\n  labels:\n    app: web\n"),
    # Blocks whose objects do not all know each other.
    fence(bases.NAMESPACE + "---\n" + bases.DEPLOYMENT),
    fence(bases.HPA + "---\n" + bases.CONFIG_MAP),
    fence(bases.BLOCK + "---\n" + bases.PDB),
    fence(bases.BLOCK + "---\n" + bases.STATEFUL_SET.replace("name: db", "name: web").replace("serviceName: db", "serviceName: web")),
    fence("apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata:\n  name: web\nspec:\n  replicas: 2\n  selector: {matchLabels: {app: web}}\n  template:\n    metadata: {labels: {app: web}}\n    spec:\n      containers: [{name: web, image: 'nginx:1.29', ports: [{containerPort: 80}]}]\n  strategy:\n    canary:\n      steps: [{setWeight: 20}, {pause: {duration: 60}}]\n---\napiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector: {app: web}\n  ports: [{port: 80}]\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: worker\nspec:\n  selector: {matchLabels: {app: worker}}\n  template:\n    metadata: {labels: {app: worker}}\n    spec:\n      containers: [{name: worker, image: 'shop/worker:1.0'}]\n"),
]  # fmt: skip

CORRECT = [*_corpus(), *FORMS]
