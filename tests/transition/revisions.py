"""Plausible revisions of the shipped guide, each with what must happen to the items, written by hand.

A revision changes the guide as plain data; an expectation says where an item goes, from its task and topics alone.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import yaml

from clfcards.model.bank import Fact, Question

Data = dict[str, Any]
Item = Fact | Question
RETIRED, UNDECIDED = "retire", "undecided"

# The topics of task 2.2 that become a task of their own in the revisions that split it.
WATCHING = {"where-logs-are-captured", "cloudwatch-monitoring", "cloudtrail-auditing", "aws-config-auditing"}


def stays(item: Item) -> str:
    return item.task


@dataclass(frozen=True)
class Revision:
    """A change of the guide's data, where its items go, and the new ids of topics and services that got one.

    The items that lose a topic are those for which `loses` is true. `is_open` is true for an item that the map leaves
    between two tasks, both of which have one of its topics; then its services decide, or a person does.
    """

    name: str
    change: Callable[[Data], None]
    target: Callable[[Item], str] = stays
    topics: dict[str, str] | None = None
    services: dict[str, str] | None = None
    loses: Callable[[Item], bool] = lambda _: False
    is_open: Callable[[Item], bool] = lambda _: False


def revised(text: str, revision: Revision) -> str:
    """The text of the new guide."""
    data = yaml.load(text, yaml.CSafeLoader)
    data["revisions"].append({"id": "next", "seen": dt.date(2026, 12, 1), "note": revision.name})
    data["revision"] = "next"
    revision.change(data)
    known = {task["id"] for domain in data["domains"] for task in domain["tasks"]}
    for before, targets in data["predecessor_tasks"].items():
        data["predecessor_tasks"][before] = [target for target in targets if target in known]
    return yaml.dump(data, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=1000)


def task(data: Data, id_: str) -> Data:
    found: Data = next(task for domain in data["domains"] for task in domain["tasks"] if task["id"] == id_)
    return found


def taken(data: Data, id_: str) -> Data:
    """The task, removed from its domain."""
    for domain in data["domains"]:
        for i, found in enumerate(domain["tasks"]):
            if found["id"] == id_:
                return dict(domain["tasks"].pop(i))
    raise KeyError(id_)


def weights(data: Data) -> None:
    for domain, weight in zip(data["domains"], (20, 34, 30, 16), strict=True):
        domain["weight"] = weight


def new_domain(data: Data) -> None:
    data["domains"][2]["weight"] -= 10
    tasks = [{"id": "5.1", "title": "Operate agents", "topics": {"agents": "agents", "prompts": "prompts"}}]
    data["domains"].append({"id": "5", "title": "Agents", "weight": 10, "source": "guide", "tasks": tasks})


def split(data: Data) -> None:
    before = task(data, "2.2")["topics"]
    topics = {id_: words for id_, words in before.items() if id_ in WATCHING}
    task(data, "2.2")["topics"] = {id_: words for id_, words in before.items() if id_ not in WATCHING}
    watch = {"id": "2.5", "title": "Watch and audit workloads", "topics": topics}
    data["domains"][1]["tasks"].append(watch)


def after_split(item: Item) -> str:
    """Most of the topics decide; items with as many on both sides, or with none, are still about 2.2."""
    gone = sum(topic in WATCHING for topic in item.topics)
    return "2.5" if item.task == "2.2" and gone > len(item.topics) - gone else item.task


def loses_in_split(item: Item) -> bool:
    return item.task == "2.2" and 0 < sum(topic in WATCHING for topic in item.topics) < len(item.topics)


def is_between(item: Item) -> bool:
    return item.task == "2.2" and 2 * sum(topic in WATCHING for topic in item.topics) == len(item.topics) > 0


def merge(data: Data) -> None:
    storage = taken(data, "3.6")
    task(data, "3.3")["title"] = "Identify AWS compute and storage services"
    task(data, "3.3")["topics"] |= storage["topics"]


def move(data: Data) -> None:
    support = taken(data, "4.3")
    data["domains"][0]["tasks"].append({**support, "id": "1.5"})


def renamed_topics(data: Data) -> None:
    topics = task(data, "1.1")["topics"]
    topics["being-agile"] = topics.pop("agility")
    topics["stretching"] = topics.pop("elasticity").upper() + "."


def reworded_topics(data: Data) -> None:
    task(data, "1.1")["topics"]["value-proposition"] = "what the AWS Cloud offers"
    task(data, "4.1")["topics"]["spot"] = "spare capacity"


def swapped_topic_ids(data: Data) -> None:
    topics = task(data, "2.3")["topics"]
    topics["iam"], topics["mfa"] = topics["mfa"], topics["iam"]


def moved_and_reworded(data: Data) -> None:
    del task(data, "2.3")["topics"]["mfa"]
    task(data, "2.4")["topics"]["mfa"] = "signing in with a second factor"


def reused_topic_id(data: Data) -> None:
    """The words of one topic get the id of another, whose words are gone."""
    topics = task(data, "2.3")["topics"]
    topics["mfa"] = topics.pop("iam")


def partial_map(data: Data) -> None:
    data["exam"] |= {"code": "CLF-C03", "predecessor": "CLF-C02"}
    data["predecessor_tasks"] = {"2.2": ["2.2", "2.5"], "3.6": ["3.4"]}
    split(data)
    storage = taken(data, "3.6")
    task(data, "3.4")["topics"] |= storage["topics"]
    task(data, "3.4")["title"] = "Identify AWS storage and database services"


def after_partial_map(item: Item) -> str:
    if item.task == "2.2" and not item.topics:
        return UNDECIDED
    return "3.4" if item.task == "3.6" else after_split(item)


def map_under_the_same_code(data: Data) -> None:
    data["exam"]["predecessor"] = "CLF-C02"
    data["predecessor_tasks"] = {"3.7": ["3.7", "3.9"]}
    topics = task(data, "3.7")["topics"]
    ai = {id_: topics.pop(id_) for id_ in ("ai-ml-services-and-tasks", "sagemaker-ai", "lex")}
    data["domains"][2]["tasks"].append({"id": "3.9", "title": "Identify AWS AI services", "topics": ai})


def after_map_under_the_same_code(item: Item) -> str:
    gone = sum(topic in ("ai-ml-services-and-tasks", "sagemaker-ai", "lex") for topic in item.topics)
    return "3.9" if item.task == "3.7" and gone > len(item.topics) - gone else item.task


def loses_under_the_same_code(item: Item) -> bool:
    gone = sum(topic in ("ai-ml-services-and-tasks", "sagemaker-ai", "lex") for topic in item.topics)
    return item.task == "3.7" and 0 < gone < len(item.topics)


def renumbered(data: Data) -> None:
    """A new first task of domain 3 pushes all others to the next number."""
    for found in data["domains"][2]["tasks"]:
        found["id"] = f"3.{int(found['id'][2:]) + 1}"
    first = {"id": "3.1", "title": "Run quantum workloads", "topics": {"qubits": "qubits"}}
    data["domains"][2]["tasks"].insert(0, first)


def after_renumbering(item: Item) -> str:
    return f"3.{int(item.task[2:]) + 1}" if item.task.startswith("3.") else item.task


def swapped_tasks(data: Data) -> None:
    """2.3 and 2.4 change places, and one of them also gets another title."""
    task(data, "2.3")["id"] = "x"
    task(data, "2.4")["id"] = "2.3"
    task(data, "x")["title"] = "Manage who may do what"
    task(data, "x")["id"] = "2.4"


def after_swapping_tasks(item: Item) -> str:
    return {"2.3": "2.4", "2.4": "2.3"}.get(item.task, item.task)


def renamed_services(data: Data) -> None:
    databases = next(names for names in data["services"]["in_scope"].values() if "amazon-rds" in names)
    databases["amazon-rds"] = "Amazon Relational Database"
    storage = next(names for names in data["services"]["in_scope"].values() if "amazon-s3" in names)
    storage["amazon-simple-storage"] = storage.pop("amazon-s3")
    source = {"by": dt.date(2026, 1, 1), "source": "guide"}
    data["renames"].append(
        {"service": "amazon-rds", "old": "Amazon RDS", "new": "Amazon Relational Database", **source}
    )
    data["closures"].append({
        "service": "amazon-rds", "date": dt.date(2026, 12, 2), "state": "closed to new customers",
        "source": "lifecycle",
    })  # fmt: skip


def domain_removed(data: Data) -> None:
    data["domains"].pop(3)
    data["domains"][0]["weight"] += 12


def domain_becomes_a_task(data: Data) -> None:
    """Domain 4 is gone, but most topics of its tasks live on in one new task."""
    tasks = data["domains"].pop(3)["tasks"]
    data["domains"][0]["weight"] += 12
    topics = tasks[0]["topics"] | tasks[1]["topics"]
    data["domains"][0]["tasks"].append({"id": "1.5", "title": "Know what it costs", "topics": topics})


def retitled(data: Data) -> None:
    for domain in data["domains"]:
        for found in domain["tasks"]:
            found["title"] = f"Candidates can explain part {found['id']}"


def after_domain_becomes_a_task(item: Item) -> str:
    if item.task in ("4.1", "4.2"):
        return "1.5"
    return RETIRED if item.task == "4.3" else item.task


REVISIONS = (
    Revision("other weights", weights),
    Revision("a new domain", new_domain),
    Revision("a split without a map", split, after_split, loses=loses_in_split),
    Revision("a merge without a map", merge, lambda item: "3.3" if item.task == "3.6" else item.task),
    Revision("a task in another domain", move, lambda item: "1.5" if item.task == "4.3" else item.task),
    Revision("topics with other ids", renamed_topics, topics={"agility": "being-agile", "elasticity": "stretching"}),
    Revision("topics with other words", reworded_topics),
    Revision("topics that swap their ids", swapped_topic_ids, topics={"iam": "mfa", "mfa": "iam"}),
    Revision(
        "a topic in another task with other words", moved_and_reworded,
        lambda item: "2.4" if item.topics == ("mfa",) else item.task,
        loses=lambda item: item.task == "2.3" and "mfa" in item.topics and len(item.topics) > 1,
    ),
    Revision(
        "a topic with the id of a dropped one", reused_topic_id, topics={"iam": "mfa", "mfa": "lost-mfa"},
        loses=lambda item: item.task == "2.3" and "mfa" in item.topics,
    ),
    Revision("a map of what changed", partial_map, after_partial_map, loses=loses_in_split, is_open=is_between),
    Revision(
        "a map under the same code", map_under_the_same_code, after_map_under_the_same_code,
        loses=loses_under_the_same_code,
    ),
    Revision("other numbers", renumbered, after_renumbering),
    Revision("tasks that swap their numbers", swapped_tasks, after_swapping_tasks),
    Revision("services with other names and ids", renamed_services, services={"amazon-s3": "amazon-simple-storage"}),
    Revision("a domain that is gone", domain_removed, lambda item: RETIRED if item.task[0] == "4" else item.task),
    Revision("a domain that became a task", domain_becomes_a_task, after_domain_becomes_a_task),
    Revision("other titles", retitled),
)  # fmt: skip
