"""What is right draws nothing, and what cannot be followed is counted and draws nothing either."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.lab.helpers import SITE, WEB, block, commands, follow, page_of, told

from kakehashi.engine import check_site
from kakehashi.lab.session import session_of, unfollowed
from kakehashi.settings import Settings

STATEFUL = """apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db}
spec:
  serviceName: db
  replicas: 2
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec:
      containers:
        - name: db
          image: public.ecr.aws/docker/library/busybox:1.37
          volumeMounts: [{name: data, mountPath: /data}]
  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
---
apiVersion: v1
kind: Service
metadata: {name: db}
spec: {clusterIP: None, selector: {app: db}, ports: [{port: 5432, name: pg}]}
"""

FOLLOWED = {
    "aliases and variables": """alias k=kubectl
NS=demo
k get ns "$NS"
k -n ${NS} get pods
export X=demo; k get -n $X cm""",
    "a deployment and its pods": """kubectl apply -f web.yaml
kubectl rollout status deploy/web
kubectl get deploy,rs,po -l app=web
kubectl get deploy/web
kubectl logs deploy/web -c app
kubectl logs -l app=web --all-containers
kubectl exec deploy/web -- ls
kubectl wait --for=condition=Ready pod -l app=web
kubectl wait --for=condition=available deployment/web
kubectl delete pod -l app=web
kubectl set image deploy/web '*=public.ecr.aws/nginx/nginx:1.28'
kubectl scale deploy web --replicas=0
kubectl get pods -l app=web
kubectl describe deploy web""",
    "names nobody knows": """kubectl apply -f web.yaml
POD=$(kubectl get pods -l app=web -o jsonpath='{.items[0].metadata.name}')
kubectl exec "$POD" -- ls
kubectl exec <pod-name> -- ls
kubectl logs $POD -c app
kubectl delete pod "$(kubectl get pods -o name | head -1)\"""",
    "a StatefulSet, its Pods and claims": """kubectl apply -f db.yaml
kubectl rollout status statefulset/db
kubectl get pod db-0 db-1
kubectl exec db-0 -- sh -c 'echo hi > /data/x'
kubectl delete pod db-0
kubectl wait --for=condition=Ready pod/db-0 --timeout=60s
kubectl scale sts db --replicas=1
kubectl get pvc data-db-0 data-db-1
kubectl wait --for=delete pod/db-1 --timeout=60s
kubectl port-forward svc/db 5432:pg &
kubectl cp db-0:/data/x ./x""",
    "jobs": """kubectl create job once --image=busybox -- true
kubectl wait --for=condition=complete job/once --timeout=60s
kubectl logs job/once
kubectl get pods -l job-name=once
kubectl get pods -l batch.kubernetes.io/job-name=once
kubectl create cronjob tick --image=busybox --schedule='*/1 * * * *' -- date
kubectl create job --from=cronjob/tick tick-now
kubectl logs job/tick-now
kubectl get jobs""",
    "what is there from the start": """kubectl get cm kube-root-ca.crt
kubectl get sa default
kubectl -n kube-system get ds kube-proxy
kubectl -n kube-system logs -l k8s-app=kube-dns
kubectl get svc kubernetes -n default
kubectl get sc standard
kubectl get nodes ecs2k8s-worker ecs2k8s-control-plane
kubectl -n kube-system exec etcd-ecs2k8s-control-plane -- etcdctl endpoint health
docker exec ecs2k8s-worker crictl ps
kubectl get lease -n kube-node-lease ecs2k8s-worker
kubectl get clusterrole view""",
    "nodes": """kubectl cordon ecs2k8s-worker
kubectl drain ecs2k8s-worker --ignore-daemonsets --delete-emptydir-data
kubectl uncordon ecs2k8s-worker
kubectl taint nodes ecs2k8s-worker key=value:NoSchedule
kubectl taint nodes ecs2k8s-worker key=value:NoSchedule-""",
    "one-off pods": """kubectl run tmp --rm -it --image=busybox --restart=Never -- nslookup web
kubectl run keep --image=nginx --port=80 --expose
kubectl port-forward pod/keep 8080:80 &
kubectl get pod -l run=keep""",
    "heredocs and pipes": """cat <<EOF | kubectl apply -f -
apiVersion: v1
kind: Secret
metadata: {name: token}
stringData: {value: "$TOKEN"}
EOF
kubectl get secret token -o jsonpath='{.data.value}' | base64 -d
kubectl create configmap cm --from-literal=a=b --dry-run=client -o yaml | kubectl apply -f -
kubectl get cm cm -o jsonpath='{.data.a}'
cat web.yaml | sed 's/name: web/name: api/' | kubectl apply -f -
kubectl get deploy api
kubectl create deployment z --image=nginx --dry-run=client -o yaml > z.yaml
kubectl apply -f z.yaml
kubectl get deploy z
kubectl apply -f - < web.yaml
kubectl get deploy web""",
    "files": """mkdir -p a/b && cd a
echo 'x=1' > app.properties
echo 'y=2' >> app.properties
kubectl create configmap p --from-env-file=app.properties
kubectl get cm p -o jsonpath='{.data.y}'
kubectl create configmap q --from-file=app.properties --from-file=other=app.properties
kubectl get cm q -o jsonpath='{.data.app\\.properties}'
cp ../web.yaml b/
mv b/web.yaml b/site.yaml
sed -i 's/replicas: 2/replicas: 3/' b/site.yaml
kubectl apply -f b/
kubectl apply -f 'b/*.yaml'
cd -
rm -r a""",
    "downloads": "curl -sLO https://example.com/x.tar\ncurl -fsS https://example.com/y.yaml -o y.yaml\nhead y.yaml",
    "services and scaling": """kubectl apply -f web.yaml
kubectl expose deployment web --port=80 --target-port=http
kubectl get endpointslices -l kubernetes.io/service-name=web
kubectl autoscale deployment web --min=1 --max=3 --cpu=50%
kubectl get hpa web
kubectl wait --for=condition=AbleToScale hpa/web
kubectl patch svc web -p '{"spec":{"type":"NodePort"}}'
kubectl label deploy web tier=front
kubectl get deploy -l tier=front,app!=back
kubectl get deploy -l 'tier in (front,back)'
kubectl rollout undo deploy/web""",
    "permissions": """kubectl create serviceaccount reader
kubectl create role reader --verb=get --resource=pods
kubectl create rolebinding reader --role=reader --serviceaccount=demo:reader
kubectl auth can-i list pods --as=system:serviceaccount:demo:reader
kubectl create token reader
kubectl apply -f web.yaml
kubectl set serviceaccount deploy/web reader
kubectl rollout status deploy/web""",
    "questions whose answer may be no": """kubectl get pod ghost --ignore-not-found
kubectl delete job ghost --ignore-not-found
kubectl get ns ghost || kubectl get ns demo
if kubectl get pod ghost; then echo there; fi
until kubectl get pod ghost; do sleep 1; done
kubectl wait --for=create pod/later --timeout=5s""",
    "a missing object is made before anything waits for it": """kubectl apply -f needs.yaml
kubectl create configmap settings --from-literal=LEVEL=info
kubectl rollout status deploy/needs""",
}
NEEDS = WEB.replace("web", "needs") + "          envFrom: [{configMapRef: {name: settings}}]\n"


@pytest.mark.parametrize("name", FOLLOWED)
def test_what_is_right_draws_nothing_and_is_followed(name: str) -> None:
    session = commands(FOLLOWED[name], files={"db.yaml": STATEFUL, "needs.yaml": NEEDS})
    assert told(session) == []
    assert [one.reason.en for one in session.unfollowed] == []


UNFOLLOWED = {
    "kubectl apply -f https://example.com/all.yaml\nkubectl -n metrics get deploy metrics-server\n"
    "kubectl get crd foos.example.com": 1,
    "helm upgrade --install podinfo oci://ghcr.io/x/podinfo -n web --create-namespace\n"
    "kubectl -n web get deploy podinfo\n"
    "helm uninstall podinfo -n web\nkubectl delete ns web": 1,
    "git clone https://github.com/example/repo.git\nkubectl diff -f repo/deploy.yaml || true\ncd repo": 2,
    'for i in 1 2; do kubectl create namespace "team-$i"; done\nkubectl get ns team-1\nkubectl -n team-2 get cm': 1,
    "kubectl get pods -o name | xargs -n1 kubectl describe": 1,
    "kubectl edit cm kube-root-ca.crt": 1,
    'kubectl apply -f web.yaml\nkubectl patch deploy web --type=json -p \'[{"op":"remove","path":"/spec/replicas"}]\'\n'
    "kubectl logs deploy/web -c anything": 1,
    "source ./env.sh || true": 1,
    "kubectl config use-context somewhere-else\nkubectl get pod ghost": 1,
}


@pytest.mark.parametrize("text", UNFOLLOWED)
def test_what_is_not_followed_is_counted_and_draws_nothing(text: str) -> None:
    session = commands(text, files={"env.sh": "true"})
    assert told(session) == []
    assert len(session.unfollowed) >= UNFOLLOWED[text]
    for one in session.unfollowed:
        assert one.reason.en and one.reason.ja and one.line > 3


def test_the_labs_of_the_test_site_draw_nothing() -> None:
    report = check_site(SITE, settings=Settings(map=None), shown="", cached=False)
    assert [f"{one.path}:{one.span.line}: {one.rule}: {one.message.en}" for one in report.findings] == []
    assert report.pages == 6


@pytest.mark.parametrize("path", sorted((SITE.parent / "pages").glob("*.md")), ids=lambda path: path.stem)
def test_other_kinds_of_labs_draw_nothing(path: Path) -> None:
    session = session_of(page_of(path.read_text("utf-8")))
    assert session is not None and len(session.steps) > 15
    assert told(session) == []
    assert session.unfollowed


def test_an_error_shown_below_a_command_is_the_lesson() -> None:
    shown = block('Error from server (NotFound): pods "ghost" not found', "text")
    assert told(follow(block("kubectl get pod ghost"), shown)) == []
    assert told(follow(block("kubectl get pod ghost"), block("NAME  READY", "text"))) == ["missing-object: ghost"]


def test_other_tabs_folded_blocks_and_the_other_platform_are_not_followed() -> None:
    bad = "kubectl apply -f nowhere.yaml"
    inside = "\n".join(f"    {line}" for line in block(bad).splitlines())
    good = "\n".join(f"    {line}" for line in block("kubectl get nodes").splitlines())
    tabs = f'=== "A"\n\n{good}\n\n=== "B"\n\n{inside}\n'
    folded = f'??? question "Why?"\n\n{inside}\n'
    eks = f'!!! info "EKS では"\n\n{inside}\n'
    section = f"## On EKS {{#on-eks}}\n\n{block(bad)}\n## After {{#after}}\n"
    for part in (tabs, folded, eks, section):
        session = follow(part, block("kubectl get nodes"))
        assert told(session) == [], part
        assert len(session.unfollowed) == 1, part
    assert told(follow(f'=== "A"\n\n{inside}\n')) == ["missing-file: nowhere.yaml"]


def test_a_page_that_is_no_lab_is_left_alone() -> None:
    page = page_of("---\ntitle: x\n---\n\n" + block("kubectl apply -f nowhere.yaml"))
    assert session_of(page) is None
    assert list(unfollowed(page)) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "kubectl",
        "kubectl get",
        "kubectl get pods -l",
        "kubectl apply -f",
        "cd",
        "kubectl create",
        "kubectl create job",
        "((",
        "kubectl exec",
        "kubectl label",
        "kubectl set image",
        "kubectl port-forward x",
        "kubectl get / a/ /b",
        "kubectl patch x -p '{'",
        "sed -i s/a/b",
        "kind create cluster --name",
        "kubectl wait --for=",
        "kubectl -n",
        "cat <<EOF\n",
        "kubectl run",
        "kubectl taint",
        "kubectl cp",
        "docker exec",
        "kubectl create -f - <<EOF\n- a\n- b\nEOF",
        "kubectl apply -f - <<EOF\nkind: {a: b}\napiVersion: [1]\nmetadata: 3\nEOF",
        "helm",
        "alias",
        "tee",
    ],
)
def test_bad_input_never_raises(text: str) -> None:
    follow(block(text))
