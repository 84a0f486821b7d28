"""Schemas of custom resources and of the configuration files of Kubernetes tools.

The data lies in ``data/custom_resources/GROUP.json`` (``core.json`` for the group without a name), written by
`snapshot`; a file is read when one of its kinds is first asked for.

A schema is JSON Schema with these keywords only: ``type`` (a name, or a list of names), ``properties``, ``required``,
``additionalProperties`` (false, or the schema of a map's values), ``items``, ``enum``, ``pattern``, ``format``
(``byte``, ``date-time``, ``quantity``), ``minimum``, ``maximum``, ``minLength``, ``maxLength``, ``minItems``, and
``$ref``, which stands alone and always points to ``#/$defs/NAME`` of the same schema.  Markers for the reader:

* ``x-kubernetes-object-meta``: an object to be checked as ObjectMeta;
* ``x-kubernetes-ref``: the name of the type of Kubernetes that belongs here, such as ``core.v1.PodTemplateSpec``;
  where the node has no ``properties`` it accepts any object, so that only the named type can find mistakes inside;
* ``x-kubernetes-int-or-string``: an integer or a string, or a quantity where ``format`` says so;
* ``x-partial``: the kind is not known in full, so an unknown field of it is no mistake.

``status`` is written by controllers and accepts anything.
"""

from .catalogue import CustomKind, Source, api_versions_of, kinds, known_groups, load, versions, without_nulls
from .obsolete import Obsolete, obsolete

__all__ = [
    "CustomKind",
    "Obsolete",
    "Source",
    "api_versions_of",
    "kinds",
    "known_groups",
    "load",
    "obsolete",
    "versions",
    "without_nulls",
]
