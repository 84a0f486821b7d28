"""Programs by name: those every system has, and those that write no files unless they are told to."""

_EVERYDAY = """
. : [ [[ alias awk base64 basename bash bg break builtin cat cd chmod chown cksum clear cmp column comm
command continue cp cut date dd declare df diff dirname du echo egrep env eval exec exit expand export expr
false fg fgrep file find fold for function getopts grep hash head hostname id if jobs join kill less let ln
local ls md5sum mkdir mktemp more mv nl nohup od paste pgrep pkill popd printenv printf ps pushd pwd read
readlink readonly realpath return rev rm rmdir sed seq set sh sha256sum shift shopt shuf sleep sort source
split stat sudo sync tac tail tar tee test time timeout touch tr trap true tty type ulimit umask unalias uname
uniq unset until wait wc which while whoami xargs yes zsh
"""
EVERYDAY = frozenset(_EVERYDAY.split())
"""Commands every shell or POSIX system has: prerequisites need not name them."""

_HARMLESS = """
ab apt apt-get argocd aws base64 brew cilium cloud-provider-kind crictl dig dnf docker eksctl etcdctl flux
helm hey host ip istioctl journalctl jq k k9s kind kubectl kubectl-argo-rollouts kubectx kubens minikube nc
nslookup oc open ping ss stern systemctl watch xdg-open yq yum
"""
HARMLESS = frozenset(_HARMLESS.split())
"""Other tools that write no files into the working directory unless they are told to by name."""
