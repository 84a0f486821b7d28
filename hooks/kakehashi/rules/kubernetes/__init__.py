"""Rules about Kubernetes objects: built-in kinds, known custom kinds, and the files of Kubernetes tools."""
