"""What the pages for newcomers promise is true: commands exist, settings are read, dependencies have their reasons."""

import ast
import re
import subprocess
import sys
import tomllib

import pytest

from tests.house import tree

_PAGES_WITH_COMMANDS = ("README.md", "CONTRIBUTING.md", "docs/guide/*.md")


def _read(name: str) -> str:
    return (tree.ROOT / name).read_text(encoding="utf-8")


def _shell_lines() -> set[str]:
    """Return each line that a page tells its reader to type."""
    pages = [path for pattern in _PAGES_WITH_COMMANDS for path in sorted(tree.ROOT.glob(pattern))]
    blocks = [
        block for page in pages for block in re.findall(r"```sh\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    ]
    spans = [
        span for page in pages for span in re.findall(r"`((?:make|vakna) [^`]+)`", page.read_text(encoding="utf-8"))
    ]
    return {line.split("  #")[0].strip() for block in blocks for line in block.splitlines() if line.strip()} | set(
        spans
    )


def test_every_make_target_that_a_page_names_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", _read("Makefile"), flags=re.MULTILINE))
    named = {word for line in _shell_lines() for word in re.findall(r"\bmake ([a-z]+)", line)}

    assert {"demo", "test"} <= named
    assert named - targets == set()


def test_every_vakna_command_that_a_page_names_exists() -> None:
    named = {
        tuple(hit.split()) for line in _shell_lines() for hit in re.findall(r"\bvakna ((?:journal )?[a-z]+)", line)
    }
    unknown = [
        command
        for command in sorted(named)
        if subprocess.run(
            [sys.executable, "-m", "vakna", *command, "--help"], capture_output=True, check=False
        ).returncode
    ]

    assert ("serve",) in named
    assert unknown == []


def test_every_setting_from_the_environment_is_described_and_every_described_one_is_read() -> None:
    read = set()
    for path in tree.modules():
        for node in ast.walk(tree.syntax(path)):
            if isinstance(node, ast.Call) and ast.unparse(node.func).startswith(
                ("environment.", "os.environ.get", "os.getenv")
            ):
                read |= {arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant)}
    described = set(re.findall(r"^\| `([A-Z_]+)` \|", _read("docs/guide/settings.md"), flags=re.MULTILINE))

    assert "VAKNA_DATA" in read
    assert read == described


def _wanted() -> set[str]:
    lines = [
        line
        for path in (tree.ROOT / "requirements").glob("*.in")
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return {hit.group() for line in lines if (hit := re.match(r"[a-z][a-z0-9-]*", line))}


def test_every_dependency_has_its_reason_and_every_reason_its_dependency() -> None:
    reasons = set(re.findall(r"^\| `([a-z0-9-]+)` \|", _read("docs/dependencies.md"), flags=re.MULTILINE))

    assert reasons == _wanted()


def _pins(name: str) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", _read(f"requirements/{name}.lock"), flags=re.MULTILINE))


@pytest.mark.parametrize(("before", "after"), [("runtime", "demo"), ("demo", "test")])
def test_each_lock_holds_every_pin_of_the_one_before(before: str, after: str) -> None:
    few, more = _pins(before), _pins(after)

    assert few
    assert {name: version for name, version in few.items() if more.get(name) != version} == {}


def test_every_pin_has_a_hash_and_no_lock_names_a_host() -> None:
    for name in ("runtime", "demo", "test"):
        blocks = re.split(r"^(?=[a-z0-9-]+==)", _read(f"requirements/{name}.lock"), flags=re.MULTILINE)[1:]

        assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []
        assert re.findall(r"https?://|file:|--index", _read(f"requirements/{name}.lock")) == []


def test_changelog_tells_of_this_version_first() -> None:
    version = tomllib.loads(_read("pyproject.toml"))["project"]["version"]

    assert re.findall(r"^## (\d+\.\d+\.\d+)", _read("CHANGELOG.md"), flags=re.MULTILINE)[0] == version


def test_every_link_between_pages_leads_somewhere() -> None:
    pages = [*tree.ROOT.glob("*.md"), *(tree.ROOT / "docs").rglob("*.md")]
    dead = [
        (tree.name_of(page), target)
        for page in pages
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]

    assert dead == []
