"""A made-up site of any size that looks like ours: pages in two languages with manifests, commands, tables and tabs."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

TOPICS = (
    "workloads", "services", "ingress", "storage", "secrets", "config", "scaling", "rollout", "probes", "jobs",
    "logging", "metrics", "network", "policy", "identity", "quota", "nodes", "images", "backup", "upgrade",
)  # fmt: skip
FACETS = ("overview", "first-steps", "settings", "limits", "troubles", "security", "costs", "migration")
WORDS = {
    "en": (
        "A service that ran on ECS keeps its image and its ports, and its owner writes the rest down as an object.",
        "The controller compares what is declared with what runs, and acts until both agree.",
        "What the scheduler decides can be read from the events of the object, newest last.",
        "A change is applied as a whole; what was there before stays until the new one is ready.",
        "Limits that are too low end the process, and limits that are too high waste a node.",
    ),
    "ja": (
        "ECS で動いていたサービスのイメージとポートはそのまま使え、残りはオブジェクトとして書き表します。",
        "コントローラーは宣言と実際の状態を比べ、両者が一致するまで働き続けます。",
        "スケジューラーの判断は、オブジェクトのイベントを新しい順に読むと分かります。",
        "変更はまとめて適用され、新しいものの準備ができるまで、前のものが残ります。",
        "上限が低すぎるとプロセスは止められ、高すぎるとノードが無駄になります。",
    ),
}
HEADINGS = {
    "en": ("What stays the same", "What changes", "Try it", "When it fails"),
    "ja": ("変わらないこと", "変わること", "試してみる", "うまくいかないとき"),
}
IDS = ("same", "changes", "try", "fails")
MAP = """concepts:
  - {id: pod, side: kubernetes, name: {ja: Pod, en: Pod}, summary: {ja: 組です。, en: A group.},
     home: workloads/overview.md#same}
  - {id: deployment, side: kubernetes, name: {ja: Deployment, en: Deployment}, summary: {ja: 組です。, en: A set.},
     home: services/overview.md#same}
  - {id: ecs-task, side: ecs, name: {ja: タスク, en: task}, summary: {ja: 組です。, en: A group.},
     reference: {ja: "https://docs.aws.amazon.com/ja_jp/AmazonECS/", en: "https://docs.aws.amazon.com/AmazonECS/"}}
  - {id: ecs-service, side: ecs, name: {ja: サービス, en: service}, summary: {ja: 組です。, en: A set.},
     reference: {ja: "https://docs.aws.amazon.com/ja_jp/AmazonECS/", en: "https://docs.aws.amazon.com/AmazonECS/"}}
relations: []
"""


def _deployment(name: str, rng: random.Random) -> str:
    return f"""apiVersion: apps/v1
kind: Deployment
metadata:
  name: {name}
  labels:
    app.kubernetes.io/name: {name}
spec:
  replicas: {rng.randint(2, 9)}
  selector:
    matchLabels:
      app.kubernetes.io/name: {name}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: {name}
    spec:
      containers:
        - name: app
          image: registry.example.com/{name}:1.{rng.randint(0, 30)}.{rng.randint(0, 9)}
          ports:
            - name: http
              containerPort: 8080
          resources:
            requests:
              cpu: {rng.randint(1, 9)}00m
              memory: {rng.randint(1, 9)}28Mi
            limits:
              memory: 2Gi
          readinessProbe:
            httpGet:
              path: /ready
              port: http
"""


def _service(name: str, rng: random.Random) -> str:
    return f"""apiVersion: v1
kind: Service
metadata:
  name: {name}
spec:
  selector:
    app.kubernetes.io/name: {name}
  ports:
    - name: http
      port: {rng.choice((80, 8080, 8443))}
      targetPort: http
"""


def _config_map(name: str, rng: random.Random) -> str:
    return f"""apiVersion: v1
kind: ConfigMap
metadata:
  name: {name}-settings
data:
  LOG_LEVEL: info
  WORKERS: "{rng.randint(1, 64)}"
"""


def _job(name: str, rng: random.Random) -> str:
    return f"""apiVersion: batch/v1
kind: CronJob
metadata:
  name: {name}-clean
spec:
  schedule: "{rng.randint(0, 59)} {rng.randint(0, 23)} * * *"
  concurrencyPolicy: Forbid
  jobTemplate:
    spec:
      backoffLimit: 2
      template:
        spec:
          restartPolicy: Never
          containers:
            - name: clean
              image: registry.example.com/clean:2.{rng.randint(0, 9)}
              args: ["--older-than", "{rng.randint(1, 60)}d"]
"""


def _autoscaler(name: str, rng: random.Random) -> str:
    return f"""apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {name}
spec:
  scaleTargetRef:
    apiVersion: apps/v1
    kind: Deployment
    name: {name}
  minReplicas: 2
  maxReplicas: {rng.randint(3, 40)}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: {rng.randint(40, 90)}
"""


def _volume(name: str, rng: random.Random) -> str:
    return f"""apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: {name}-data
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: {rng.randint(1, 50)}Gi
"""


def _policy(name: str, rng: random.Random) -> str:
    return f"""apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: {name}
spec:
  podSelector:
    matchLabels:
      app.kubernetes.io/name: {name}
  policyTypes: [Ingress]
  ingress:
    - from:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: ingress
      ports:
        - port: {rng.choice((8080, 9090))}
"""


def _role(name: str, rng: random.Random) -> str:
    return f"""apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: {name}-reader
rules:
  - apiGroups: [""]
    resources: [{rng.choice(("pods", "configmaps", "services"))}]
    verbs: [get, list, watch]
"""


KINDS: tuple[Callable[[str, random.Random], str], ...] = (
    _deployment, _service, _config_map, _job, _autoscaler, _volume, _policy, _role,
)  # fmt: skip
COMMENTS = {"en": "# the name is also the label", "ja": "# 名前はラベルにも使います"}


def _manifest(index: int, name: str, language: str, rng: random.Random) -> str:
    text = KINDS[index % len(KINDS)](name, rng)
    if index % 11 == 0:
        text += "---\n" + KINDS[(index + 1) % len(KINDS)](name, rng)
    return f"{COMMENTS[language]}\n{text}" if index % 2 else text


def _commands(name: str, rng: random.Random) -> list[str]:
    count = rng.randint(2, 9)
    return [
        f"kubectl apply -f {name}.yaml\nkubectl rollout status deployment/{name} --timeout={count}m\n",
        f"kubectl get pods -l app.kubernetes.io/name={name} -o wide\n",
        f"kubectl scale deployment/{name} --replicas={count}\n"
        f"kubectl get events --sort-by=.lastTimestamp | tail -n {count}0\n",
        f"aws ecs describe-services --cluster production --services {name} \\\n"
        f"  --query 'services[0].events[:{count}].message'\n",
        f"for pod in $(kubectl get pods -l app.kubernetes.io/name={name} -o name); do\n"
        f'  kubectl logs "$pod" --tail={count}0\ndone\n',
    ]


def _fence(language: str, text: str, indent: str = "", title: str = "") -> str:
    opening = f'```{{.{language} title="{title}"}}' if title else f"```{language}"
    return "\n".join(indent + line if line else "" for line in [opening, *text.rstrip("\n").split("\n"), "```"]) + "\n"


def page(number: int, language: str) -> tuple[str, str]:
    """Return the path of page *number*, relative to its language's folder, and its Markdown."""
    topic, facet = TOPICS[number % len(TOPICS)], FACETS[(number // len(TOPICS)) % len(FACETS)]
    series = number // (len(TOPICS) * len(FACETS))
    name = f"{topic}-{facet}" + (f"-{series}" if series else "")
    key = f"{topic}/{facet}" + (f"-{series}" if series else "") + ".md"
    words = WORDS[language]

    def prose(lines: int) -> str:
        sentences = [words[(number + n) % len(words)] for n in range(lines)]
        return ("" if language == "ja" else "\n").join(sentences) + "\n"

    out = [f"# {topic} {facet} {series} {{#{name}}}\n", prose(3)]
    commands = _commands(name, random.Random(number // 2))
    for section, (title, identifier) in enumerate(zip(HEADINGS[language], IDS, strict=True)):
        out += [f"## {title} {{#{identifier}}}\n", prose(4)]
        manifest = _manifest(number + section * 3, name, language, random.Random(number * 4 + section))
        out += [_fence("yaml", manifest, title=f"{name}-{section}.yaml"), prose(3)]
        out += [f"### {title} {section} {{#{identifier}-more}}\n", prose(3), _fence("bash", commands[section])]
        if section == 0:
            task, service = ("タスク", "サービス") if language == "ja" else ("task", "service")
            out.append(f"| ECS | Kubernetes |\n| --- | --- |\n| {task} | Pod |\n| {service} | Deployment |\n")
        if section == 1:
            trap = '!!! warning "落とし穴"' if language == "ja" else '!!! warning "Trap"'
            out.append(f"{trap}\n\n    {words[number % len(words)]}\n")
        if section == 2:
            tabs = ("bash", commands[4]), ("text", "NAME READY\nweb 1/1\n"), ("json", '{"replicas": 3}\n')
            out += (f'=== "{tab}"\n\n' + _fence(tab, text, "    ") for tab, text in tabs)
        if section == 3:
            other = TOPICS[(number + 1) % len(TOPICS)]
            out.append(f"[{other}](../{other}/overview.md#same)\n")
    return key, "\n".join(out)


def write_site(folder: Path, pairs: int, hooks: str = "") -> None:
    """Write a project of *pairs* page pairs: ``docs/`` and three configurations.

    ``plain.yml`` has no hooks, ``mkdocs.yml`` the checks, ``linked.yml`` the linking of tables.

    Args:
        folder: Where; made if it is not there.
        pairs: How many pages there are in each language; at least 20, or links lead nowhere.
        hooks: The folder the hooks are in.
    """
    for language in ("ja", "en"):
        for number in range(pairs):
            key, text = page(number, language)
            path = folder / "docs" / language / key
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        (folder / "docs" / language / "index.md").write_text("# Index {#index}\n", "utf-8")
    (folder / "docs" / "map").mkdir(exist_ok=True)
    (folder / "docs" / "map" / "map.yaml").write_text(MAP, "utf-8")
    for name, hook in (("plain.yml", ""), ("mkdocs.yml", "check_docs"), ("linked.yml", "link_comparisons")):
        hook = f"hooks: [{hooks}/{hook}.py]\n" if hook else ""
        (folder / name).write_text(_CONFIGURATION + hook, "utf-8")


_CONFIGURATION = """site_name: Bench
site_url: https://example.org/bench/
theme: {name: material, font: false}
exclude_docs: /map/
plugins:
  - search
  - i18n:
      docs_structure: folder
      languages:
        - {locale: ja, name: 日本語, default: true}
        - {locale: en, name: English}
markdown_extensions:
  - admonition
  - attr_list
  - tables
  - pymdownx.highlight
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
"""
