"""Whether the other tools (helm, docker, etcdctl and more) take the commands a page shows."""
