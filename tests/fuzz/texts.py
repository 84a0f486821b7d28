"""Random texts that look enough like pages to reach every corner of the reader."""

from __future__ import annotations

from hypothesis import strategies as st

ODD = st.sampled_from(
    [
        "\t",
        "\r",
        "\x00",
        "\x1b",
        "\u00a0",
        "\u200b",
        "\u2028",
        "\u3000",
        "\ufeff",
        "\ufffd",
        "か\u3099",
        "🚀",
        "\x85",
        "“",
        "—",
    ]
)
SCRAPS = st.sampled_from(
    [
        *r"""
```
````
~~~
`
``
```yaml
```bash
```json
```console
```text
```markdown
~~~yaml
```{.yaml title="a.yaml"}
```{.yaml check="fragment:Deployment.spec"}
```{.yaml check="patch"}
```{.yaml check="nonsense"}
```{.yaml skip=""}
```{.yaml skip="why" }
```{yaml}
``` yaml {x=1
```{.bash expect-error="shell/syntax"}
```{.yaml #id .class key='v' flag}
=== "tab"
!!! note
??? x
## H {#h}
### 見出し
Setext
===
---
...
| ECS | Kubernetes |
|---|---|
| a \| b | `c|d` |
| タスク | Pod |
|
||
| :-: |
<!-- kakehashi: allow yaml/syntax, because x -->
<!-- kakehashi: allow
<!--
-->
<!-- kakehashi: manual -->
--8<-- "inc.yaml"
--8<-- "inc.yaml:2:"
--8<-- "inc.yaml:-1:1,3"
--8<-- "inc.md"
--8<-- "../x"
--8<--
;--8<-- "inc.yaml"
-8<- "inc.yaml:part"
# --8<-- [start:part]
# --8<-- [end:part]
--8<-- "a.md"
apiVersion: v1
kind: Service
kind: Deployment
apiVersion: apps/v1
metadata:
  name: web
spec:
  replicas: 'two'
  ports:
    - port: 80
      targetPort: http
  template:
    spec:
      containers:
        - name: a
          image: nginx:latest
data:
  key: !!binary x
a: [1, 2
a: {b: c
a: 'x
a: "x
a: 1
a: &x 1
b: *x
b: *y
<<: *x
? [k]
a: |
a: >-
- - - x
%YAML 1.2
{{ .Values.x }}
{% if %}
${VAR}
<name>
<ノード名>
# ...
a: yes
a: 0644
a: 1.10
a: 12:30:00
{"a": 1,}
{"family": "x", "containerDefinitions": [{}]}
[1, 2
"a": NaN
// comment
null
{
}
kubectl get pods
kubectl apply -f - <<EOF
EOF
kubectl patch deploy x -p '{"spec": {}}'
$ ls
# ls
if true; then
fi
for x in *; do
done
$(
)
`ls
'
"
a | b
a && b
<<'X'
aws ecs describe-services --query 'a[?b
sudo -u x watch -n 1 kubectl get po
k get po -o jsonpath='{.a'
cat > f.yaml <<X
master node
サーバ
Ｋ８ｓ
â€œ
text
日本語の文です。
""".strip("\n").split("\n"),
        *[
            "- ",
            "1. ",
            "> ",
            "    ",
            "        ",
            "\t",
            ": ",
            "[^1]: ",
            "# ",
            "\\",
            "kubectl get pods \\ ",
            "ã\x81\x82",
            "",
            "",
        ],
    ]
)
"""Pieces of lines that mean something to the reader."""

WORDS = st.one_of(SCRAPS, SCRAPS, SCRAPS, ODD, st.text(max_size=12))
INDENT = st.sampled_from(["", "", "", " ", "  ", "    ", "   ", "        ", "\t", "> ", "- "])
LINES = st.builds(
    lambda indent, words, gap: indent + gap.join(words), INDENT, st.lists(WORDS, max_size=3), st.sampled_from(["", " "])
)
BREAKS = st.sampled_from(["\n", "\n", "\n", "\n\n", "\r\n", "\r"])
PAGES = st.lists(st.tuples(LINES, BREAKS), max_size=25).map(lambda lines: "".join(line + end for line, end in lines))
"""A page."""

RAW = st.one_of(PAGES.map(lambda text: text.encode("utf-8", "surrogatepass")), st.binary(max_size=200))
"""The bytes of a page, most often UTF-8."""
