"""Diagrams to draw, one of each type."""

from __future__ import annotations

JAPANESE_FLOWCHART = """\
flowchart TB
  accTitle: クラスターの全体像
  accDescr: kubectl は API サーバーとだけ話します。
  cli["kubectl"]
  subgraph cp["制御プレーン（EKS では AWS が運用）"]
    api["APIサーバーがすべての要求を受け付ける"]:::k8s
    etcd[("etcd")]:::k8s
    api --> etcd
  end
  lb(["ロードバランサー"]):::aws
  machine["ノード"]:::node
  cli -->|HTTPS| api
  lb -.-> machine
  later["あとで"]:::muted
  class cp aws
"""

SEQUENCE = """\
sequenceDiagram
  accTitle: kubectl apply
  accDescr: kubectl がマニフェストを送り、API サーバーが保存します。
  %% k8s: A, E
  %% aws: L
  autonumber
  participant U as kubectl
  participant A as APIサーバー
  participant E as etcd
  participant L as ALB
  U->>A: マニフェストを送る
  A->>A: 検証する
  A-->>E: 保存する
  Note over A,E: ここまで
  alt 成功
    A->>L: 登録する
  else 失敗
    A--xU: エラー
  end
"""

STATES = """\
stateDiagram-v2
  accTitle: Pod の段階
  accDescr: Pending から Running に進みます。
  [*] --> Pending
  Pending --> Running: 起動した
  Running --> [*]
  class Pending,Running k8s
"""
