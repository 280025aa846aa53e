"""The files that containers are made from: what they name is there, and agrees."""

import re

import pytest
import yaml

from deploy import settings
from deploy.health import HEALTH
from pages.parts.serving import DATA

FILES = ("compose.yaml", "compose.postgresql.yaml")
REPLICAS = ("first", "second")
VARIABLE = re.compile(r"\$\{([A-Z_]+)(?::([-?])([^}]*))?\}")


@pytest.fixture
def composed(repository):
    """Both files, the second laid over the first as Compose does with several."""
    first, second = (yaml.safe_load((repository / "deploy" / name).read_text()) for name in FILES)
    services = dict(first["services"])
    for name, more in second["services"].items():
        before = services.get(name, {})
        environment = {**before.get("environment", {}), **more.get("environment", {})}
        services[name] = {**before, **more, "environment": environment}
    return {**first, "services": services, "volumes": second["volumes"]}


def filled(text, environment):
    """Fill in variables as Compose does."""

    def value(found):
        name, kind, rest = found.groups()
        assert environment.get(name) or kind, f"{name} is named without what stands for it"
        assert environment.get(name) or kind == "-", rest
        return environment.get(name) or rest

    return VARIABLE.sub(value, str(text))


def test_two_replicas_alike_read_what_was_loaded_into_the_database(composed):
    services = composed["services"]
    first, second = (services[name] for name in REPLICAS)
    assert first == second
    given = {"CORRIDORS_DATABASE_PASSWORD": "secret", "CORRIDORS_DATA": "/data/archive"}
    address = filled(first["environment"][DATA], given)
    assert address == "postgresql://corridors:secret@database/corridors"
    load = services["load"]
    command = [filled(word, given) for word in load["command"]]
    assert command == ["python", "-m", "events", "load", "/data/archive", "--to", address]
    assert load["profiles"] == ["load"]  # only when it is asked for
    database = services["database"]
    assert filled(database["environment"]["POSTGRES_PASSWORD"], given) == "secret"
    assert database["environment"]["POSTGRES_USER"] == "corridors"
    assert [volume.partition(":")[0] for volume in database["volumes"]] == [*composed["volumes"]]
    for service in (first, load):
        assert service["depends_on"]["database"]["condition"] == "service_healthy"
        assert [filled(volume, {}) for volume in service["volumes"]] == ["./data:/data:ro"]


def test_only_the_proxy_is_reached_from_outside(composed):
    for name, service in composed["services"].items():
        is_proxy = name == "proxy"
        assert ("outside" in service["networks"], "ports" in service) == (is_proxy, is_proxy), name
    assert composed["networks"]["inside"] == {"internal": True}


def test_without_a_secret_nothing_starts(composed):
    for service, name in (
        ("first", "STREAMLIT_SERVER_COOKIE_SECRET"),
        ("database", "POSTGRES_PASSWORD"),
    ):
        with pytest.raises(AssertionError, match="openssl rand"):
            filled(composed["services"][service]["environment"][name], {})


def test_a_container_is_healthy_once_its_server_is_ready(repository):
    check = (repository / "Dockerfile").read_text("utf-8")
    assert f"http://127.0.0.1:8501{HEALTH}'" in check.partition("HEALTHCHECK")[2]


def test_nginx_is_given_all_that_its_template_leaves_open(composed, repository):
    template = (repository / "deploy/nginx.conf").read_text("utf-8")
    code = "\n".join(line for line in template.splitlines() if not line.lstrip().startswith("#"))
    assert set(re.findall(r"\$\{([A-Z_]+)\}", code)) == set(
        composed["services"]["proxy"]["environment"]
    )


def test_the_readme_fills_in_the_same_by_hand(composed, repository):
    table = (repository / "deploy/README.md").read_text("utf-8")
    (named,) = re.findall(r"envsubst '([^']+)' < deploy/nginx.conf", table)
    names = named.replace("$", "").split()
    assert set(names) == set(composed["services"]["proxy"]["environment"])
    assert all(re.search(rf"\b{name}=", table) for name in names)


def test_every_setting_is_in_the_readme_and_given_to_the_container(composed, repository):
    table = (repository / "deploy/README.md").read_text("utf-8")
    names = {settings.ADDRESS, settings.FRAMED_BY, settings.TOKEN, DATA}
    assert names <= composed["services"]["first"]["environment"].keys()
    text = "".join((repository / "deploy" / name).read_text() for name in FILES)
    for name in names | {name for name, *_ in VARIABLE.findall(text)}:
        assert f"`{name}`" in table, name
