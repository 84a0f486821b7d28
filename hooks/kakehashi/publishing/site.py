"""The published site: a finished build put on the branch, beside previews and what open pages still need."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from kakehashi.finding import Words

from .archive import RefusedError, unpack
from .branch import KEPT, PREVIEWS, Branch, with_site
from .github import GitHub
from .preview import SITE, download_artifact

ARTIFACT = "site"


def publish(run: int, github: GitHub, branch: Branch, today: date) -> bool:
    """Put the site that a run of this repository's own workflow built on the branch.

    Args:
        run: The workflow run.
        github: The API.
        branch: The branch.
        today: The day of this deployment.

    Returns:
        Whether the branch was changed.

    Raises:
        RefusedError: The artifact is not a site.
        ServiceError: GitHub did not answer.
        StoreError: The branch could not be changed.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        download_artifact(github, run, ARTIFACT, folder / "artifact.zip")
        names = unpack(folder / "artifact.zip", folder / "unpacked", [SITE])
        return publish_folder(folder / "unpacked" / SITE, [one.removeprefix(SITE) for one in names], branch, today)


def publish_folder(folder: Path, names: list[str], branch: Branch, today: date) -> bool:
    """Put the files of a folder on the branch as the site.

    Args:
        folder: The folder.
        names: The files, by their path in it.
        branch: The branch.
        today: The day of this deployment.

    Returns:
        Whether the branch was changed.

    Raises:
        RefusedError: They are not a site.
        StoreError: The branch could not be changed.
    """
    if "index.html" not in names or any(one.startswith(PREVIEWS) or one == KEPT for one in names):
        raise RefusedError(Words("the artifact is not the site", "成果物がサイトでない"))
    branch.fetch()
    site = branch.add(folder, names)

    def change(files: dict[str, str]) -> dict[str, str]:
        after, kept = with_site(files, site, branch.read_kept(files), today)
        return {**after, KEPT: branch.write_kept(kept)}

    return branch.update(change, "The site")
